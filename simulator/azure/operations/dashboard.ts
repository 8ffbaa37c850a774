import { alphanumericName } from "./nameRules";
import { operationsTokens } from "./tokens";
import { armType, type ArmCheck } from "../arm/armType";
import { asList, asNumber, asObject, asString, type Props } from "../../protocol/values";
import type { ResourceType } from "../../providers/resourceType";

/** Least value of each number of a part's position. */
const least = { x: 0, y: 0, colSpan: 1, rowSpan: 1 };

/**
 * A dashboard of the portal. What is in a part is the portal's business: Azure stores it unread.
 *
 * https://learn.microsoft.com/azure/azure-portal/azure-portal-dashboards-structure
 */
export const dashboard: ResourceType = armType({
  token: operationsTokens.dashboard,
  armType: "Microsoft.Portal/dashboards",
  apiVersion: "2022-12-01-preview",
  nameProperty: "dashboardName",
  nameRule: alphanumericName(3, 160),
  inputs: {
    properties: {
      lenses: [
        {
          metadata: "map",
          "order!": "number",
          "parts!": [
            {
              metadata: { inputs: ["map"], settings: "map", "type!": "string" },
              "position!": {
                "colSpan!": "number",
                metadata: "map",
                "rowSpan!": "number",
                "x!": "number",
                "y!": "number",
              },
            },
          ],
        },
      ],
      metadata: "map",
    },
  },
  replaces: ["location"],
  regional: true,
  computed: [],
  enriches: { properties: ["provisioningState"] },
  durations: { create: 3, update: 3, delete: 3 },
  check: checkParts,
  create: ({ inputs }) => shown(inputs),
  update: ({ inputs }) => shown(inputs),
});

function checkParts({ inputs, refuse }: ArmCheck): void {
  asList(asObject(inputs.properties).lenses).forEach((lens, i) => {
    asList(asObject(lens).parts).forEach((part, j) => {
      const { position, metadata } = asObject(part);
      const path = `properties.lenses[${i}].parts[${j}]`;
      for (const [name, bound] of Object.entries(least)) {
        const value = asNumber(asObject(position)[name]);
        if (value !== undefined && (!Number.isInteger(value) || value < bound)) {
          refuse(
            `${path}.position.${name}`,
            "BadRequest",
            `${name} must be a whole number of at least ${bound}, got ${value}.`,
          );
        }
      }
      const type = asString(asObject(metadata).type);
      if (type !== undefined && !/^Extension\/\w+\/PartType\/\w+$/.test(type)) {
        refuse(
          `${path}.metadata.type`,
          "BadRequest",
          `The type of a part is such as 'Extension/HubsExtension/PartType/MonitorChartPart', got '${type}'.`,
        );
      }
    });
  });
}

const shown = ({ properties }: Props): Props => ({
  properties: { ...asObject(properties), provisioningState: "Succeeded" },
});

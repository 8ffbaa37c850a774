import { azureAutonameLength, gcpAutonameLength, gcpNameProblem, longestGcpName } from "../names";
import type { Problems } from "../problems";
import type { DnsPlan } from "./plan";

/** https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftnetwork */
const longestProfile = 63;

/** Adds a problem where a cloud would not take the names that the component's name makes. */
export function checkNames(problems: Problems, name: string, { azure, gcp, model }: DnsPlan): void {
  const profiles = (azure?.profiles ?? []).map(({ key }) =>
    key === "" ? `${name}-azure` : `${name}-azure-${key}`,
  );
  const longest = longestProfile - azureAutonameLength;
  for (const profile of profiles) {
    if (!/^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/.test(profile) || profile.length > longest) {
      problems.add(
        "the component's name",
        `Traffic Manager takes no profile named "${profile}": use up to ${longest} letters, digits and "-" with the ` +
          "pools' names",
      );
    }
  }
  const check =
    gcp && model.visibility === "public"
      ? gcpNameProblem(`${name}-gcp`, longestGcpName - gcpAutonameLength)
      : undefined;
  if (check !== undefined) {
    problems.add("the component's name", `names a health check, and ${check}`);
  }
}

import { domainNameProblem, normalized } from "./domainNames";
import { refused } from "./refusals";
import { refuseUnsimulated, unsimulated } from "../checks";
import { tagProperties, taggedOutputs } from "../common";
import { having } from "../references";
import { tokens } from "../tokens";
import { asList, asObject, asString, type Props } from "../../protocol/values";
import type { OperationContext, ResourceType, WorldView } from "../../providers/resourceType";
import { checkInputs, list, object, text } from "../../providers/shapes";
import type { WorldRecord } from "../../world/record";

const tops = ["com", "net", "org", "co.uk"];

/**
 * A hosted zone: public, or private to VPCs.
 *
 * API: https://docs.aws.amazon.com/Route53/latest/APIReference/API_CreateHostedZone.html
 * Provider: https://www.pulumi.com/registry/packages/aws/api-docs/route53/zone/
 */
export const zone: ResourceType = {
  token: tokens.zone,
  properties: {
    ...tagProperties,
    comment: { type: "string", default: "Managed by Pulumi" },
    forceDestroy: { type: "boolean", default: false },
    name: { type: "string", replace: true },
    // A public zone cannot become a private one.
    vpcs: { type: "array", replaceIfToggled: true },
    ...unsimulated("boolean", ["enableAcceleratedRecovery"]),
    ...unsimulated("string", ["delegationSetId"]),
  },
  computed: ["arn", "nameServers", "primaryNameServer", "tagsAll", "zoneId"],
  // Rough figures: the provider waits until all name servers have the zone.
  durations: { create: 40, update: 5, delete: 35 },
  check(context) {
    const { inputs, olds, name: logical, draws, fail } = context;
    // Pulumi makes a name of the resource's, which is no domain: it serves nobody.
    inputs.name ??= olds?.name ?? `${logical}-${draws.hex("name", 7)}`;
    const name = asString(inputs.name);
    const problem = name === undefined ? undefined : domainNameProblem(name);
    if (problem !== undefined) {
      fail("name", `InvalidDomainName: ${problem}`);
    }
    checkInputs(inputs, { vpcs: list(object({ "vpcId!": text, vpcRegion: text })) }, fail);
    refuseUnsimulated(context, {
      delegationSetId: "every zone has name servers of its own",
      enableAcceleratedRecovery: "Route 53 does not fail here",
    });
  },
  create(context) {
    const { inputs, draws } = context;
    checkVpcs(context);
    const id = `Z0${draws.text("id", 18, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")}`;
    const isPrivate = asList(inputs.vpcs).length > 0;
    const nameServers = isPrivate
      ? ["ns-0", "ns-1024", "ns-1536", "ns-512"].map((host, i) => `${host}.awsdns-00.${tops[i] ?? ""}`)
      : tops
          .map((top, i) => {
            const number = draws.below(`nameServer/${i}`, 512) + i * 512;
            return `ns-${number}.awsdns-${String(number % 64).padStart(2, "0")}.${top}`;
          })
          .sort();
    return {
      id,
      outputs: {
        arn: `arn:aws:route53:::hostedzone/${id}`,
        name: normalized(asString(inputs.name) ?? ""),
        nameServers,
        primaryNameServer: nameServers[0] ?? "",
        zoneId: id,
        ...taggedOutputs(inputs),
      },
    };
  },
  update(context, { id }) {
    checkVpcs(context, id);
    return { name: normalized(asString(context.inputs.name) ?? ""), ...taggedOutputs(context.inputs) };
  },
  delete({ world }, { id, inputs }) {
    if (inputs.forceDestroy !== true && recordsOf(world, id).length > 0) {
      throw refused(
        "DeleteHostedZone",
        "HostedZoneNotEmpty",
        "The specified hosted zone contains non-required resource record sets and so cannot be deleted.",
      );
    }
  },
  removes: ({ inputs, world }, record) => (inputs === record.inputs ? recordsOf(world, record.id) : []),
};

export const recordsOf = (world: WorldView, zoneId: string): WorldRecord[] =>
  having(world, tokens.record, "zoneId", zoneId);

export const isPrivateZone = ({ inputs }: WorldRecord): boolean => asList(inputs.vpcs).length > 0;

/** Each VPC exists, and has no other zone of that name. */
function checkVpcs({ inputs, config, world }: OperationContext, own?: string): void {
  const name = normalized(asString(inputs.name) ?? "");
  const operation = own === undefined ? "CreateHostedZone" : "AssociateVPCWithHostedZone";
  for (const { vpcId, vpcRegion } of asList(inputs.vpcs).map(asObject)) {
    const id = asString(vpcId) ?? "";
    const region = asString(vpcRegion) ?? config.region ?? "";
    const vpc = world.get(tokens.vpc, id);
    if (vpc?.inputs.region !== region) {
      throw refused(
        operation,
        "InvalidVPCId",
        `The VPC: ${id} in region ${region} that you provided is not found`,
      );
    }
    const other = world
      .all(tokens.zone)
      .find((zone) => zone.id !== own && zone.outputs.name === name && vpcIdsOf(zone.inputs).includes(id));
    if (other) {
      throw refused(
        operation,
        "ConflictingDomainExists",
        `The VPC ${id} in region ${region} has already been associated with the hosted zone ${other.id} with the same domain name.`,
      );
    }
  }
}

const vpcIdsOf = ({ vpcs }: Props): (string | undefined)[] =>
  asList(vpcs).map((vpc) => asString(asObject(vpc).vpcId));

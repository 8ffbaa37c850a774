import { Ec2Error } from "./error";
import { regionOf } from "./common";
import { tokens } from "./tokens";
import { asString } from "../protocol/values";
import type { OperationContext, WorldView } from "../providers/resourceType";
import type { WorldRecord } from "../world/record";

type Kind = keyof typeof missing;

/**
 * What EC2 answers when an id names nothing in the Region of the request.
 *
 * Codes: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
 */
const missing = {
  vpc: ["InvalidVpcID.NotFound", "The vpc ID '%' does not exist"],
  subnet: ["InvalidSubnetID.NotFound", "The subnet ID '%' does not exist"],
  internetGateway: ["InvalidInternetGatewayID.NotFound", "The internetGateway ID '%' does not exist"],
  routeTable: ["InvalidRouteTableID.NotFound", "The routeTable ID '%' does not exist"],
  eip: ["InvalidAllocationID.NotFound", "The allocation ID '%' does not exist"],
  natGateway: ["InvalidNatGatewayID.NotFound", "The natGateway ID '%' does not exist"],
  securityGroup: ["InvalidGroup.NotFound", "The security group '%' does not exist"],
  vpnGateway: ["InvalidVpnGatewayID.NotFound", "The vpnGateway ID '%' does not exist"],
  customerGateway: ["InvalidCustomerGatewayID.NotFound", "The customerGateway ID '%' does not exist"],
  transitGateway: ["InvalidTransitGatewayID.NotFound", "The transitGateway ID '%' does not exist"],
  transitGatewayRouteTable: [
    "InvalidRouteTableID.NotFound",
    "Transit Gateway Route Table % was deleted or does not exist.",
  ],
  managedPrefixList: ["InvalidPrefixListID.NotFound", "The prefix list ID '%' does not exist"],
  vpnConnection: ["InvalidVpnConnectionID.NotFound", "The vpnConnection ID '%' does not exist"],
} as const;

type Request = Pick<OperationContext, "world" | "inputs">;

/** The resource of that id in the request's Region; ids mean nothing outside their Region. */
export function find({ world, inputs }: Request, kind: Kind, id: string): WorldRecord | undefined {
  const record = world.get(tokens[kind], id);
  return record && regionOf(record.inputs) === regionOf(inputs) ? record : undefined;
}

/** @throws {Ec2Error} with the code for that kind of resource if there is none. */
export function existing(request: Request, operation: string, kind: Kind, id: string): WorldRecord {
  return find(request, kind, id) ?? notFound(operation, kind, id);
}

/** A route table, which may be the main one that came with its VPC. Answers with the VPC. */
export const vpcOfRouteTable = (request: Request, operation: string, id: string): string =>
  findVpcOfRouteTable(request, id) ?? notFound(operation, "routeTable", id);

export const findVpcOfRouteTable = (request: Request, id: string): string | undefined =>
  asString(find(request, "routeTable", id)?.inputs.vpcId) ?? vpcWith(request, "mainRouteTableId", id)?.id;

/** A security group, which may be the default one that came with its VPC. Answers with the VPC. */
export function vpcOfSecurityGroup(request: Request, operation: string, id: string): string {
  const own = find(request, "securityGroup", id);
  if (own) {
    return own.inputs.vpcId as string;
  }
  return vpcWith(request, "defaultSecurityGroupId", id)?.id ?? notFound(operation, "securityGroup", id);
}

/** Records of a type in the Region of the request. */
export const inRegion = ({ world, inputs }: Request, token: string): WorldRecord[] =>
  world.all(token).filter((record) => regionOf(record.inputs) === regionOf(inputs));

/** Records of a type with that value of a property. */
export const having = (world: WorldView, token: string, property: string, value: string): WorldRecord[] =>
  world.all(token).filter((record) => record.inputs[property] === value);

function vpcWith(request: Request, attribute: string, id: string): WorldRecord | undefined {
  const vpc = inRegion(request, tokens.vpc).find((candidate) => candidate.outputs[attribute] === id);
  return vpc && request.world.get(vpc.token, vpc.id);
}

export function notFound(operation: string, kind: Kind, id: string): never {
  const [code, text] = missing[kind];
  throw new Ec2Error(operation, code, text.replace("%", id));
}

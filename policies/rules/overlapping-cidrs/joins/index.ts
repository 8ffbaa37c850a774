import type { Stack } from "../../../../reachability/resources";
import { linkAws } from "./aws";
import { linkAzure } from "./azure";
import { linkGcp } from "./gcp";
import { Joins } from "./joins";
import { Linker } from "./linker";

export { Joins, nodeLabel, outsideNode } from "./joins";
export { Linker } from "./linker";
export { networksOfSubnet, parentNodes } from "./azure";

/** What the resources of a stack join. */
export function linkedIn(stack: Stack): Linker {
  const linker = new Linker(stack, new Joins());
  linkAws(linker);
  linkAzure(linker);
  linkGcp(linker);
  return linker;
}

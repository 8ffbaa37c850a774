import { type Installation, Miss } from "./engine";
import { findOnPath, type Machine } from "./machine";
import { probe } from "./probe";

/** The Pulumi CLI that the user has installed. */
export async function engineOnPath(machine: Machine): Promise<Installation | Miss> {
  const pulumi = findOnPath("pulumi", machine);
  return pulumi ? probe(pulumi, "PATH", machine) : new Miss("no pulumi is on PATH");
}

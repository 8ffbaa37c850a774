import { expect } from "chai";

import { settle } from "../../../cli/stack/settle";
import type { StateResource } from "../../../cli/stack/stack";
import type { WorldRecord } from "../../../simulator";

const urnOf = (type: string, name: string): string => `urn:pulumi:prod::crosscloud::${type}::${name}`;

const vpcType = "aws:ec2/vpc:Vpc";
const subnetType = "aws:ec2/subnet:Subnet";

const stack: StateResource = {
  urn: urnOf("pulumi:pulumi:Stack", "crosscloud-prod"),
  type: "pulumi:pulumi:Stack",
};
const provider: StateResource = {
  urn: urnOf("pulumi:providers:aws", "default"),
  type: "pulumi:providers:aws",
  custom: true,
  id: "p1",
};
const vpc: StateResource = { urn: urnOf(vpcType, "net"), type: vpcType, custom: true, id: "vpc-1" };
const subnet: StateResource = {
  urn: urnOf(subnetType, "net-a"),
  type: subnetType,
  custom: true,
  dependencies: [vpc.urn],
};

const record = (type: string, name: string, id: string): WorldRecord => ({
  token: type,
  id,
  urn: urnOf(type, name),
  inputs: {},
  outputs: {},
  secrets: [],
  sealed: [],
  state: "available",
  began: 0,
  ended: 0,
});

const creating = (resource: StateResource) => ({ resource, type: "creating" }) as const;

describe("settling a stack after a kill", () => {
  it("takes over what the clouds created and the engine did not learn of", () => {
    const { deployment, takenOver, forgotten } = settle(
      { resources: [stack, provider, vpc], pending_operations: [creating(subnet)] },
      [record(vpcType, "net", "vpc-1"), record(subnetType, "net-a", "subnet-1")],
    );
    expect(deployment.resources?.map(({ id }) => id)).to.deep.equal([undefined, "p1", "vpc-1", "subnet-1"]);
    expect(deployment.resources?.at(-1)).to.deep.include({ urn: subnet.urn, dependencies: [vpc.urn] });
    expect(deployment.pending_operations).to.deep.equal([]);
    expect(takenOver).to.have.length(1);
    expect(forgotten).to.equal(0);
  });

  it("forgets what the clouds never began", () => {
    const { deployment, forgotten } = settle(
      { resources: [stack, provider, vpc], pending_operations: [creating(subnet)] },
      [record(vpcType, "net", "vpc-1")],
    );
    expect(deployment.resources).to.deep.equal([stack, provider, vpc]);
    expect(forgotten).to.equal(1);
  });

  it("leaves updates and deletions under way to the refresh", () => {
    const { deployment, takenOver, forgotten } = settle(
      { resources: [stack, provider, vpc], pending_operations: [{ resource: vpc, type: "deleting" }] },
      [],
    );
    expect(deployment).to.deep.equal({ resources: [stack, provider, vpc], pending_operations: [] });
    expect([takenOver.length, forgotten]).to.deep.equal([0, 0]);
  });

  it("describes what the state says nothing of, so that it is deleted before all else", () => {
    const component = { urn: urnOf("crosscloud:index:Net", "shop"), type: "crosscloud:index:Net" };
    const orphan = record(`crosscloud:index:Net$${subnetType}`, "shop-a", "subnet-1");
    const { deployment } = settle({ resources: [stack, provider, component, vpc] }, [
      record(vpcType, "net", "vpc-1"),
      { ...orphan, token: subnetType },
    ]);
    expect(deployment.resources?.at(-1)).to.deep.include({
      type: subnetType,
      custom: true,
      id: "subnet-1",
      parent: component.urn,
      provider: `${provider.urn}::p1`,
      dependencies: [vpc.urn],
    });
  });

  it("puts a finished replacement before what it replaces, as the engine's own states do", () => {
    const { deployment } = settle(
      { resources: [stack, provider, vpc, subnet], pending_operations: [creating({ ...vpc, id: "" })] },
      [record(vpcType, "net", "vpc-1"), record(vpcType, "net", "vpc-2")],
    );
    expect(deployment.resources?.map(({ id, delete: deleted }) => [id, deleted])).to.deep.equal([
      [undefined, undefined],
      ["p1", undefined],
      ["vpc-2", undefined],
      [undefined, undefined],
      ["vpc-1", true],
    ]);
  });

  it("takes a replacement with the id of what was deleted for the new one, and not for the old", () => {
    const old = { ...vpc, pendingReplacement: true };
    const { deployment, takenOver } = settle(
      { resources: [stack, provider, old], pending_operations: [creating(vpc)] },
      [record(vpcType, "net", "vpc-1")],
    );
    expect(deployment.resources).to.have.length(3);
    expect(deployment.resources?.at(-1)).to.deep.include({ id: "vpc-1", pendingReplacement: false });
    expect(takenOver).to.have.length(1);
  });

  it("does not take over a resource that was renamed since it was created", () => {
    const renamed = { ...vpc, urn: urnOf(vpcType, "new-name") };
    const { takenOver } = settle({ resources: [stack, provider, renamed] }, [
      record(vpcType, "net", "vpc-1"),
    ]);
    expect(takenOver).to.deep.equal([]);
  });
});

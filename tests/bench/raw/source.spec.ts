import { expect } from "chai";

import { sourceOf } from "../../../bench/raw/source";
import { wiringOf } from "../../../bench/raw/wiring";

const urn = (type: string, name: string): string => `urn:pulumi:mesh::crosscloud::${type}::${name}`;
const secret = (value: string) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  plaintext: JSON.stringify(value),
});

const gateway = {
  urn: urn("gcp:compute/haVpnGateway:HaVpnGateway", "gateway"),
  type: "gcp:compute/haVpnGateway:HaVpnGateway",
  custom: true,
  id: "gateway-1",
  inputs: { name: "gateway", peer: "169.254.21.2" },
  outputs: { vpnInterfaces: [{ id: 0, ipAddress: "34.1.2.3" }], peers: ["169.254.21.2"] },
  propertyDependencies: {},
};
const password = {
  urn: urn("random:index/randomPassword:RandomPassword", "key"),
  type: "random:index/randomPassword:RandomPassword",
  custom: true,
  id: "none",
  inputs: {},
  outputs: { result: secret("0aB9") },
  propertyDependencies: {},
};

/** The text of a raw program's statement for a resource with an input that came from the others. */
function statement(value: unknown, from: { readonly urn: string }, ...more: object[]): string {
  const type = "aws:ec2/customerGateway:CustomerGateway";
  const resource = {
    urn: urn(type, "peer"),
    type,
    custom: true,
    inputs: { value },
    propertyDependencies: { value: [from.urn] },
    dependencies: [from.urn],
  };
  const resources = [gateway, password, ...more, resource];
  return sourceOf(wiringOf(JSON.stringify({ deployment: { resources } })))
    .split("\n")
    .find((line) => line.includes(`"peer"`))!;
}

describe("a raw program refers", () => {
  it("to an address that a gateway was allocated, where it is", () => {
    expect(statement("34.1.2.3", gateway)).to.include(`{ "value": resource0.vpnInterfaces[0].ipAddress }`);
  });

  it("not to an address that a gateway was given: it waits for the gateway", () => {
    expect(statement("169.254.21.2", gateway)).to.include(
      `{ "value": "169.254.21.2" }, { dependsOn: [resource0]`,
    );
  });

  it("to a generated key behind a letter", () => {
    expect(statement(secret("k0aB9"), password)).to.include('{ "value": interpolate`k${resource1.result}` }');
  });

  it("to what a path lies below", () => {
    expect(statement("gateway-1/part", gateway)).to.include('{ "value": interpolate`${resource0.id}/part` }');
  });

  it("to what a path lies below, from something else below it", () => {
    const neighbour = {
      ...{ type: gateway.type, urn: urn(gateway.type, "neighbour"), custom: true, id: "gateway-1/neighbour" },
      ...{ propertyDependencies: {}, dependencies: [gateway.urn] },
    };
    expect(statement("gateway-1/part", neighbour, neighbour)).to.include(
      '{ "value": interpolate`${resource0.id}/part` }',
    );
  });

  it("to the one of two with the same name that is meant", () => {
    const twin = {
      ...{ type: password.type, custom: true, id: "none", outputs: { result: secret("1cD8") } },
      ...{ urn: urn(password.type, "gateway"), propertyDependencies: {} },
    };
    expect(statement("34.1.2.3", gateway, twin)).to.include(`resource0.vpnInterfaces[0].ipAddress`);
    expect(statement(secret("k1cD8"), twin, twin)).to.include("${resource2.result}");
  });

  it("to nothing that holds a key which no resource generated", () => {
    expect(() => statement(secret("mine"), password)).to.throw(
      /peer\.value is a secret that no resource generated/,
    );
  });
});

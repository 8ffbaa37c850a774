import { type ResourceValidationArgs, Secret } from "@pulumi/policy";
import { expect } from "chai";

import { ProgramArguments } from "../../../policies/engine/programArguments";
import { unknown } from "../../../reachability/resources";
import { planned } from "../planned";

const mark = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

describe("the arguments of a program", () => {
  const link = planned("azure-native:network:VirtualNetworkGatewayConnection", "link", {});
  const other = planned("azure-native:network:VirtualNetworkGatewayConnection", "other", {});
  const program = new ProgramArguments();
  const props = { sharedKey: new Secret("k"), plain: "p", list: [{ key: new Secret({ of: mark }) }] };
  const args = { urn: link.urn, props } as unknown as ResourceValidationArgs;
  const changed = program.policy.remediateResource?.(args);

  it("are told as they are, with what is unknown and with the text of secrets", () => {
    expect(program.inputs(link.urn)).to.deep.equal({
      sharedKey: "k",
      plain: "p",
      list: [{ key: { of: unknown } }],
    });
    expect(program.inputs(other.urn)).to.deep.equal({});
  });

  it("are told to be secret by their paths", () => {
    const asked = ["sharedKey", "plain", "list", "list.0.key", "list.0.key.of", "absent"];
    expect(asked.map((path) => program.isSecret(link, path))).to.deep.equal([
      true,
      false,
      false,
      true,
      true,
      false,
    ]);
    expect(program.isSecret(other, "sharedKey")).to.equal(undefined);
  });

  it("are left as they are", () => {
    expect(changed).to.equal(undefined);
    expect(props.sharedKey).to.be.instanceOf(Secret);
  });
});

import { expect } from "chai";

import { presharedKeys } from "../../../policies/rules/presharedKeys";
import { encrypted, type Resource, Stack, unknown } from "../../../reachability/resources";
import { awsGcp, azureOffice, keys, madeFrom, resourcesOf } from "../linkScene";
import { findings, planned } from "../planned";
import type { ResourceArgs } from "../programs/program";

const check = (stack: readonly ResourceArgs[], options = {}) =>
  findings(presharedKeys, resourcesOf(stack), options);
const names = (stack: readonly ResourceArgs[]) => check(stack).map(({ urn }) => urn.split("::").at(-1));
const [first, second] = keys;

/** The same key at both ends of the first tunnel. */
const both = (key: unknown) => ({ "vpn-0": { tunnel1PresharedKey: key }, "tunnel-0": { sharedSecret: key } });
const password: ResourceArgs = {
  type: "random:index/randomPassword:RandomPassword",
  name: "password",
  props: {},
};

describe("the rule preshared-keys", () => {
  for (const [what, stack] of [
    ["a random key for each tunnel", awsGcp()],
    ["keys of Azure's connections", azureOffice()],
    ["a key that AWS makes", awsGcp(both(unknown))],
    ["a secret that the file doesn't hold", azureOffice({ "to-office-0": { sharedKey: encrypted } })],
    ["a connection that has none yet", azureOffice({ "to-office-0": { sharedKey: null } })],
  ] as const) {
    it(`passes ${what}`, () => expect(check(stack)).to.deep.equal([]));
  }

  const google = (key: string) => awsGcp({ ...both(key), "vpn-0": { tunnel1PresharedKey: unknown } });
  const azure = (key: string) => azureOffice({ "to-office-0": { sharedKey: key } });
  const aws = (key: string) =>
    awsGcp({ "vpn-0": { tunnel1PresharedKey: key }, "tunnel-0": { sharedSecret: unknown } });
  for (const [what, stack, key, says] of [
    [
      "a short one",
      google,
      "k7Rq2ZtXw9LmBv4NcJ8",
      /^sharedSecret of tunnel tunnel-0 has 19 characters, fewer than 20/,
    ],
    ["one of few characters", google, "abababababababababababab", /too few different characters/],
    ["a word", google, "k7Rq2ZtXw9MyPassword4NcJ8s", /has a word in it/],
    ["a row", google, "k7Rq2ZtXw9L123456v4NcJ8sHd", /follow one another/],
    ["a row downwards", google, "k7Rq2ZtXw9LfedcbaXv4NcJ8sH", /follow one another/],
    ["a leading 0 on AWS", aws, "0kRq2ZtXw9LmBv4NcJ8sHd3FgYpQe6Ua", /starts with 0/],
    ["a hyphen on AWS", aws, "kRq2ZtXw9LmBv4-NcJ8sHd3FgYpQe6Ua", /characters that AWS refuses/],
    ["65 characters on AWS", aws, `${first}${second}x`, /has 65 characters, where AWS takes 8 to 64/],
    ["a hyphen on Azure", azure, "kRq2ZtXw9LmBv4-NcJ8sHd3FgYpQe6Ua", /characters that Azure refuses/],
    ["a tilde on Azure", azure, "kRq2ZtXw9LmBv4~NcJ8sHd3FgYpQe6Ua", /characters that Azure refuses/],
  ] as const) {
    it(`refuses ${what}, without telling it`, () => {
      const [found, ...more] = check(stack(key));
      expect(more).to.be.empty;
      expect(found?.message)
        .to.match(says)
        .and.to.match(/\(https:\S+\)$/);
      expect(found?.message).not.to.contain(key).and.not.to.contain(key.slice(0, 8));
    });
  }

  it("takes the fewest characters from its options", () => {
    expect(check(awsGcp(), { minimumLength: 32 })).to.deep.equal([]);
    expect(check(awsGcp(), { minimumLength: 33 })).to.have.length(8);
  });

  it("refuses one key in two tunnels of a link", () => {
    const found = check(
      awsGcp({ "vpn-0": { tunnel2PresharedKey: first }, "tunnel-1": { sharedSecret: first } }),
    );
    expect(found.map(({ urn }) => urn.split("::").at(-1))).to.have.members([
      "vpn-0",
      "vpn-0",
      "tunnel-0",
      "tunnel-1",
    ]);
    for (const { message } of found) {
      expect(message)
        .to.match(/is the key of .+whoever learns it holds all/)
        .and.not.to.contain(first);
    }
  });

  it("refuses one key in two tunnels whose other ends are elsewhere", () => {
    expect(names(azureOffice({ "to-office-1": { sharedKey: first } }))).to.have.members([
      "to-office-0",
      "to-office-1",
    ]);
  });

  it("refuses one key in tunnels of two clouds that are not one tunnel", () => {
    const stack = [...awsGcp({ "tunnel-0": { sharedSecret: unknown } }), ...azureOffice()];
    expect(names(stack)).to.include.members(["vpn-0", "to-office-0"]);
  });

  it("refuses a third place with the key of a tunnel", () => {
    const stack = awsGcp({ "vpn-1": { tunnel2PresharedKey: unknown }, "tunnel-3": { sharedSecret: first } });
    expect(names(stack)).to.have.members(["vpn-0", "tunnel-0", "tunnel-3"]);
  });

  it("takes two places in two clouds for one tunnel while nothing tells", () => {
    const stack: ResourceArgs[] = [
      { type: "aws:ec2/vpnConnection:VpnConnection", name: "vpn", props: { tunnel1PresharedKey: first } },
      {
        type: "azure-native:network:VirtualNetworkGatewayConnection",
        name: "to-aws",
        props: { sharedKey: first },
      },
    ];
    expect(check(stack)).to.deep.equal([]);
  });

  it("suspects two tunnels of one generator whose key is not known yet", () => {
    const stack = [
      ...azureOffice({ "to-office-0": { sharedKey: unknown }, "to-office-1": { sharedKey: unknown } }),
      password,
    ];
    const made = madeFrom(madeFrom(stack, "to-office-0", { sharedKey: "password" }), "to-office-1", {
      sharedKey: "password",
    });
    const found = check(made);
    expect(found.map(({ undecided }) => undecided)).to.deep.equal([true, true]);
    expect(found[0]?.message).to.match(/made of password like the key of connection to-office-1/);
  });

  it("passes both ends of one tunnel with an unknown key of one generator", () => {
    const stack = madeFrom([...awsGcp(both(unknown)), password], "vpn-0", {
      tunnel1PresharedKey: "password",
    });
    expect(check(madeFrom(stack, "tunnel-0", { sharedSecret: "password" }))).to.deep.equal([]);
  });

  it("can't tell an unknown key of unknown making", () => {
    const vault: ResourceArgs = { type: "vault:kv/secretV2:SecretV2", name: "vault", props: {} };
    const stack = [...azureOffice({ "to-office-0": { sharedKey: unknown } }), vault];
    const [found, ...more] = check(madeFrom(stack, "to-office-0", { sharedKey: "vault" }));
    expect(more).to.be.empty;
    expect(found).to.include({ undecided: true });
  });

  it("takes no part of a key for its maker: a Virtual WAN's connection names its site beside its keys", () => {
    const site = planned("azure-native:network:VpnSite", "site", {});
    const vpn = planned("aws:ec2/vpnConnection:VpnConnection", "vpn", {});
    const vault = planned("vault:kv/secretV2:SecretV2", "vault", {});
    const connection = planned("azure-native:network:VpnConnection", "branch", {
      vpnLinkConnections: [{ name: "link-0", sharedKey: unknown }],
    });
    const madeOf = (...sources: readonly Resource[]) => [
      ...[site, vpn, vault],
      { ...connection, propertyDependencies: { vpnLinkConnections: sources.map(({ urn }) => urn) } },
    ];
    const unsure = (...sources: readonly Resource[]) =>
      findings(presharedKeys, madeOf(...sources)).filter(({ message }) =>
        /link-0 is known only/.test(message),
      );
    expect(unsure(site, vpn)).to.deep.equal([]);
    expect(unsure(site, vault)).to.have.length(1);
    expect(unsure(site)).to.have.length(1);
  });

  it("refuses plain text where the plan tells of it", () => {
    const plan = (isSecret: boolean | undefined, stack = azureOffice()) => ({
      stackName: "prod",
      stack: new Stack(resourcesOf(stack)),
      others: [],
      isSecret: () => isSecret,
    });
    const check = (isSecret: boolean | undefined) => [
      ...presharedKeys.check(plan(isSecret), { minimumLength: 20 }),
    ];
    expect(check(true)).to.deep.equal([]);
    expect(check(undefined)).to.deep.equal([]);
    expect(check(false)).to.have.length(2);
    expect(check(false)[0]?.message).to.match(/sharedKey of connection to-office-0 is in plain text/);
    // Their SDKs make secrets of them.
    expect([...presharedKeys.check(plan(false, awsGcp()), { minimumLength: 20 })]).to.deep.equal([]);
  });

  it("compares the keys of links inside a Virtual WAN's connection", () => {
    const vpnLinkConnections = [0, 1].map((index) => ({ name: `link-${index}`, sharedKey: first }));
    const stack = [
      { type: "azure-native:network:VpnConnection", name: "branch", props: { vpnLinkConnections } },
    ];
    expect(check(stack).map(({ message }) => message.split(" is ")[0])).to.deep.equal([
      "vpnLinkConnections[0].sharedKey of connection branch, link link-0",
      "vpnLinkConnections[1].sharedKey of connection branch, link link-1",
    ]);
  });
});

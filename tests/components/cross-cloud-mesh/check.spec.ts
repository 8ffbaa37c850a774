import { expect } from "chai";
import fc from "fast-check";
import { CrossCloudMesh, type CrossCloudMeshArgs, type MeshNetwork } from "../../../components";
import { checkMesh } from "../../../components/cross-cloud-mesh/check";
import { refused } from "../../helpers/recordedMocks";
import { linkNames, meshOf, topologies, type Topology } from "./topologies";

/** What is wrong with a mesh, and what the user must read of it. */
interface Fault {
  readonly what: string;
  /** The mesh with the fault, and the message; undefined where the mesh cannot have it. */
  readonly of: (
    args: CrossCloudMeshArgs,
    topology: Topology,
    pick: number,
  ) => { readonly args: CrossCloudMeshArgs; readonly message: RegExp; readonly name?: string } | undefined;
}

const change = (args: CrossCloudMeshArgs, name: string, to: (network: MeshNetwork) => object) => ({
  ...args,
  networks: { ...args.networks, [name]: to(args.networks[name]!) as MeshNetwork },
});

const changeSide = (args: CrossCloudMeshArgs, name: string, cloud: string, fields: object) =>
  change(args, name, (network) => ({
    ...network,
    [cloud]: { ...(network[cloud as keyof MeshNetwork] as object), ...fields },
  }));

const changeLink = (args: CrossCloudMeshArgs, name: string, link: object): CrossCloudMeshArgs => ({
  ...args,
  links: { ...args.links, [name]: link },
});

const rangesKeys = {
  aws: "cidrBlocks",
  gcp: "ipCidrRanges",
  azure: "addressPrefixes",
  onPremises: "prefixes",
};

const faults: readonly Fault[] = [
  {
    what: "networks that overlap",
    of: (args, { networks }, pick) => {
      const [one, other] = [networks[0]!, networks[1 + (pick % (networks.length - 1))]!];
      const range = `10.${one.number}.64.0/18`;
      return {
        args: changeSide(args, other.name, other.cloud, { [rangesKeys[other.cloud]]: [range] }),
        message: new RegExp(
          `networks\\.(${one.name}|${other.name})\\.\\w+\\.\\w+\\[0\\]: "10\\.${one.number}\\.\\d+\\.0/\\d+" overlaps networks\\.(${one.name}|${other.name})\\.\\S+ .+: give one network other addresses`,
        ),
      };
    },
  },
  {
    what: "equal numbers",
    of: (args, { networks }, pick) => {
      const [one, other] = [networks[0]!, networks[1 + (pick % (networks.length - 1))]!];
      return {
        args: change(args, other.name, (network) => ({ ...network, number: one.number })),
        message: new RegExp(
          `networks\\.(${one.name}|${other.name})\\.number: ${one.number} is that of (${one.name}|${other.name}) too: give each network its own`,
        ),
      };
    },
  },
  {
    what: "a number out of range",
    of: (args, { networks }, pick) => {
      const { name } = networks[pick % networks.length]!;
      const number = [32, -1, 1.5, 1000][pick % 4]!;
      return {
        args: change(args, name, (network) => ({ ...network, number })),
        message: new RegExp(
          `networks\\.${name}\\.number: ${number} is not the number of a network: use a whole`,
        ),
      };
    },
  },
  {
    what: "equal ASNs",
    of: (args, { networks }) => {
      const own = networks.filter(({ cloud, large }) => cloud !== "azure" || !large);
      const [one, other] = own;
      return one && other
        ? {
            args: changeSide(args, other.name, other.cloud, { asn: 64512 + one.number }),
            message: new RegExp(
              `networks: (${one.name}|${other.name}) and (${one.name}|${other.name}) both have ASN ${64512 + one.number}: give \\w+ another, such as \\d+`,
            ),
          }
        : undefined;
    },
  },
  {
    what: "a reserved ASN",
    of: (args, { networks }, pick) => {
      const own = networks.filter(({ cloud, large }) => cloud !== "azure" || !large);
      const network = own[pick % own.length];
      return (
        network && {
          args: changeSide(args, network.name, network.cloud, { asn: 4294967295 }),
          message: new RegExp(
            `networks\\.${network.name}\\.${network.cloud}\\.asn: 4294967295 is .+; use 64512–`,
          ),
        }
      );
    },
  },
  {
    what: "a link that there is not",
    of: (args, { networks }) => ({
      args: changeLink(args, `${networks[0]!.name}-nowhere`, {}),
      message: new RegExp(`links\\.${networks[0]!.name}-nowhere: is not an argument here: use one of `),
    }),
  },
  {
    what: "two sides",
    of: (args, { networks }, pick) => {
      const { name, cloud, number } = networks[pick % networks.length]!;
      const more = cloud === "gcp" ? "onPremises" : "gcp";
      return {
        args: change(args, name, (network) => ({
          ...network,
          [more]: { networkId: "network-x", ipCidrRanges: [`10.${number}.0.0/16`] },
        })),
        message: new RegExp(
          `networks\\.${name}: has the sides \\w+, \\w+: give it exactly one of aws, gcp, azure`,
        ),
      };
    },
  },
  {
    what: "no side",
    of: (args, { networks }, pick) => {
      const { name } = networks[pick % networks.length]!;
      return {
        args: change(args, name, ({ number }) => ({ number })),
        message: new RegExp(
          `networks\\.${name}: has no side: give it exactly one of aws, gcp, azure, onPremises`,
        ),
      };
    },
  },
  {
    what: "names too long",
    of: (args, { networks }) =>
      networks.some(({ cloud }) => cloud === "gcp" || cloud === "azure")
        ? {
            args,
            name: "corp".repeat(20),
            message:
              /name: "corpcorp.+" has \d+ characters, (Azure|Google Cloud) takes \d+: shorten it by \d+/,
          }
        : undefined,
  },
  {
    what: "too many connections at a virtual private gateway",
    of: (args, { networks }) => {
      const aws = networks.find(({ cloud }) => cloud === "aws");
      const peers = networks.filter(
        ({ cloud, large }) => cloud !== "aws" && (cloud !== "onPremises" || large),
      );
      return aws && peers.length > 5
        ? {
            args: {
              ...changeSide(args, aws.name, "aws", {
                transitGateway: undefined,
                attachmentSubnetIds: undefined,
              }),
              links: {},
            },
            message: new RegExp(
              `networks\\.${aws.name}\\.aws: has \\d+ VPN connections and a virtual private gateway takes 10: give it transitGateway: \\{\\}, or join`,
            ),
          }
        : undefined;
    },
  },
  {
    what: "a number of tunnels that cannot be",
    of: (args, { networks }) => {
      const [name] = linkNames(networks);
      return name === undefined
        ? undefined
        : {
            args: changeLink(args, name, { tunnels: 5 }),
            message: new RegExp(
              `links\\.${name}\\.tunnels: 5 does not go with routing "bgp" here: .+: use \\d`,
            ),
          };
    },
  },
  {
    what: "MD5 where a cloud has none",
    of: (args, { networks }) => {
      const aws = networks.find(({ cloud }) => cloud === "aws");
      const name = linkNames(networks).find((link) => link.startsWith(`${aws?.name}-`));
      return aws === undefined || name === undefined
        ? undefined
        : {
            args: changeLink(args, name, { bgpMd5: true }),
            message: new RegExp(`links\\.${name}\\.bgpMd5: true is refused: the VPN gateways of AWS`),
          };
    },
  },
  {
    what: "an option that a link has not",
    of: (args, { networks }) => {
      const [name] = linkNames(networks);
      return name === undefined
        ? undefined
        : {
            args: changeLink(args, name, { routing: "bgp" }),
            message: new RegExp(`links\\.${name}\\.routing: is not an argument here: use one of tunnels`),
          };
    },
  },
];

function messageOf(args: CrossCloudMeshArgs, name = "corp"): string {
  try {
    checkMesh(name, args).problems.throwIfAny(undefined as never);
    return "";
  } catch (error) {
    return (error as Error).message;
  }
}

describe("CrossCloudMesh refuses", () => {
  for (const { what, of } of faults) {
    it(`${what}, in any mesh, with path, value and fix`, () => {
      fc.assert(
        fc.property(topologies(12), fc.nat(1000), (topology, pick) => {
          const faulty = of(meshOf({ ...topology, pruned: [] }), topology, pick);
          fc.pre(faulty !== undefined);
          expect(messageOf(faulty.args, faulty.name)).to.match(faulty.message);
        }),
        { numRuns: 40 },
      );
    });

    it(`${what}, before any resource`, async () => {
      const topology: Topology = {
        networks: (["aws", "gcp", "azure", "gcp", "gcp", "azure", "gcp"] as const).map((cloud, number) => ({
          name: `n${number}`,
          number,
          cloud,
          large: cloud === "aws",
        })),
        pruned: [],
      };
      const faulty = of(meshOf(topology), topology, 0);
      if (faulty === undefined) {
        throw new Error("the mesh cannot have the fault");
      }
      const { message, children } = await refused(
        () => new CrossCloudMesh(faulty.name ?? "corp", faulty.args),
      );
      expect(message).to.match(faulty.message);
      expect(children).to.deep.equal([]);
    });
  }

  it("a mesh of one network", async () => {
    const { message } = await refused(() => {
      const args = meshOf({
        networks: [{ name: "n0", number: 0, cloud: "gcp", large: false }],
        pruned: [],
      });
      return new CrossCloudMesh("corp", args);
    });
    expect(message).to.match(/networks: has 1: a mesh joins at least two/);
  });

  it("networks in one VPC network whose links would have the same inside CIDRs", async () => {
    const networks = (["gcp", "gcp", "aws", "aws"] as const).map((cloud, number) => ({
      name: `n${number}`,
      number,
      cloud,
      large: false,
    }));
    const args = meshOf({ networks, pruned: [] });
    const shared = ["n0", "n1"].reduce(
      (changed, name) => changeSide(changed, name, "gcp", { networkId: "network-shared" }),
      args,
    );
    const { message, children } = await refused(() => new CrossCloudMesh("corp", shared));
    expect(message).to.match(
      /links\.n\d-n\d: 169\.254\.\S+ of "corp-n\d-n\d" overlaps \S+ of "corp-n\d-n\d" at the same gateway or network: give one of its networks another number/,
    );
    expect(children).to.deep.equal([]);
  });
});

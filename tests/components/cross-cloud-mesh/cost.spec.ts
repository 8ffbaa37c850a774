import { expect } from "chai";
import {
  AwsNetwork,
  AzureNetwork,
  CrossCloudMesh,
  type CrossCloudMeshArgs,
  GcpNetwork,
} from "../../../components";
import { estimate, itemsOf } from "../../../pricing";
import { record } from "../../helpers/recordedMocks";
import { clouds } from "../clouds";

const mesh = (extra: Partial<CrossCloudMeshArgs>) => () =>
  new CrossCloudMesh("corp", {
    networks: {
      shop: {
        number: 0,
        aws: { ...new AwsNetwork("shop", { cidrBlock: "10.0.0.0/16" }), transitGateway: {} },
      },
      data: { number: 1, gcp: new GcpNetwork("data", { ipCidrRange: "10.16.0.0/16" }) },
      office: { number: 2, azure: new AzureNetwork("office", { addressSpace: "10.32.0.0/16" }) },
      branch: { number: 3, onPremises: { publicAddresses: ["185.43.7.9"], prefixes: ["10.48.0.0/16"] } },
    },
    ...extra,
  });

describe("CrossCloudMesh's cost", () => {
  for (const monitoring of [false, true]) {
    it(`is that of all it makes, each gateway once (monitoring: ${monitoring})`, async () => {
      const { result, resources } = await record(mesh({ monitoring }), clouds);
      const made = resources.filter(({ custom }) => custom);
      const { items } = itemsOf(made.map(({ urn, type, inputs }) => ({ urn, type, inputs })));
      const { lines, totalPerMonth, unpriced } = estimate(items);
      const counts = (all: readonly { item: string; count: number }[]) =>
        all.map(({ item, count }) => [item, count]);
      expect(counts(result.cost.lines)).to.have.deep.members(counts(lines));
      expect(counts(result.cost.unpriced)).to.have.deep.members(counts(unpriced));
      expect(result.cost.totalPerMonth).to.equal(totalPerMonth);
    });
  }

  it("stands beside what each link carries", async () => {
    const { result } = await record(mesh({}), clouds);
    const [there, back] = result.throughput["shop-data"]!.directions;
    expect([there.from, there.to, there.tunnels, back.tunnels]).to.deep.equal(["aws", "gcp", 4, 4]);
  });
});

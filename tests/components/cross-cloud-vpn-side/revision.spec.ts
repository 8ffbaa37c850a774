import { expect } from "chai";
import { find, refused } from "../../helpers/recordedMocks";
import { type Common, sides, Stack } from "./stacks";

const wider: Common = { gcp: { ...sides.gcp.gcp, ipCidrRanges: ["10.16.0.0/15"] } };

describe("A higher revision", () => {
  const aws = new Stack("aws", "gcp");
  const gcp = new Stack("gcp", "aws");

  it("goes ahead with what the peer does not say yet, and keeps the tunnels", async () => {
    const { offer } = await aws.up((await gcp.up()).offer);
    const ahead = await gcp.saying({ ...wider, revision: 1 }).up(offer);
    expect(ahead.result.state).to.equal("complete");
    expect(ahead.offer.revision).to.equal(1);
  });

  it("makes the other stack follow: it says what to change, and to which revision", async () => {
    const ahead = await gcp.saying({ ...wider, revision: 1 }).up();
    const { message, children } = await refused(() => aws.create(ahead.offer));
    expect(message).to.include(
      "peer.gcp.ipCidrRanges: 10.16.0.0/16 here, 10.16.0.0/15 in the peer's offer: say the same here, with revision 1",
    );
    expect(children).to.deep.equal([]);
  });

  it("does not matter where both say the same", async () => {
    const ahead = await gcp.saying({ revision: 1 }).up();
    expect((await aws.up(ahead.offer)).result.state).to.equal("complete");
  });

  it("does not excuse the offer of another link", async () => {
    const { offer } = await gcp.up();
    const other = { ...offer, link: "billing" };
    const { message } = await refused(() => aws.saying({ revision: 1 }).create(other));
    expect(message).to.include('belongs to the link "billing"');
  });

  it("adds tunnels in three ups when Google Cloud goes ahead, and leaves the first ones as they are", async () => {
    const two: Common = { tunnels: 2 };
    const four: Common = { tunnels: 4, revision: 1 };
    const before = await aws.saying(two).up((await gcp.saying(two).up()).offer);
    const ahead = await gcp.saying(four).up(before.offer);
    expect(ahead.result.tunnels.map(({ name }) => name)).to.deep.equal(["shop-0-1", "shop-0-2"]);
    expect(ahead.result.state).to.equal("waiting for the peer's offer");
    const followed = await aws.saying(four).up(ahead.offer);
    expect(followed.result.state).to.equal("complete");
    const complete = await gcp.saying(four).up(followed.offer);
    expect(complete.result.state).to.equal("complete");
    const connection = (up: typeof before) => find(up.resources, "shop-vpn-connection-0").inputs;
    expect(connection(followed)).to.deep.equal(connection(before));
  });

  it("adds tunnels when AWS goes ahead too", async () => {
    const four: Common = { tunnels: 4, revision: 1 };
    const addresses = await gcp.saying({ tunnels: 2 }).up();
    const ahead = await aws.saying(four).up(addresses.offer);
    expect(ahead.names).to.include("shop-vpn-connection-0").and.not.include("shop-vpn-connection-1");
    const followed = await gcp.saying(four).up(ahead.offer);
    const again = await aws.saying(four).up(followed.offer);
    expect(again.result.state).to.equal("complete");
    expect((await gcp.saying(four).up(again.offer)).result.state).to.equal("complete");
  });
});

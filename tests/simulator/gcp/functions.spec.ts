import { expect } from "chai";

import { gcp } from "../../../simulator/gcp";
import type { Props } from "../../../simulator/protocol/values";
import { simulatedClouds } from "../../../simulator";

const config = { project: "shop-dev", region: "europe-west1", zone: "europe-west1-b" };
const call = async (
  token: string,
  args: Props = {},
  settings: Record<string, string> = config,
): Promise<Props> => (await simulatedClouds()).invoke(token, args, settings);
const thrown = async (...args: Parameters<typeof call>): Promise<string> => {
  try {
    await call(...args);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("accepted");
};

describe("functions and configuration of gcp", () => {
  it("lists the zones of a region", async () => {
    const token = "gcp:compute/getZones:getZones";
    expect(await call(token)).to.deep.equal({
      id: "projects/shop-dev/regions/europe-west1",
      names: ["europe-west1-b", "europe-west1-c", "europe-west1-d"],
      project: "shop-dev",
      region: "europe-west1",
    });
    expect((await call(token, { region: "us-east4", status: "UP" })).names).to.have.lengthOf(3);
    expect((await call(token, { status: "DOWN" })).names).to.deep.equal([]);
    expect(await thrown(token, { region: "europe-west99" })).to.match(/Unknown region/);
    expect(await thrown(token, {}, { project: "p" })).to.match(/^Cannot determine region/);
    expect(await thrown(token, {}, {})).to.equal("project: required field is not set");
    expect(await thrown(token, { status: "MAYBE" })).to.match(/"UP", "DOWN"/);
    expect(await thrown(token, { filter: "x" })).to.match(/"filter" is not simulated/);
  });

  it("tells the provider's configuration and its project", async () => {
    expect(await call("gcp:organizations/getClientConfig:getClientConfig")).to.include({
      project: "shop-dev",
      region: "europe-west1",
      zone: "europe-west1-b",
    });
    const token = "gcp:organizations/getProject:getProject";
    expect(await call(token)).to.include({ id: "projects/shop-dev", projectId: "shop-dev" });
    expect(await call(token, { projectId: "other" })).to.include({ projectId: "other" });
  });

  it("refuses regions that do not exist, and settings that it would have to ignore", () => {
    expect(() => gcp.configure({ region: "europe-west99" })).to.throw(/Unknown region/);
    expect(() => gcp.configure({ defaultLabels: '{"a":"b"}' })).to.throw(
      /gcp:defaultLabels is not simulated/,
    );
    expect(gcp.configure({})).to.deep.equal({});
  });
});

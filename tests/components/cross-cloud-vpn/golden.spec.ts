import { expect } from "chai";
import { record } from "../../helpers/recordedMocks";
import { clouds } from "../clouds";
import { expectGoldenUrns } from "../golden";
import { kindsOfPairs, link } from "./programs";

describe("CrossCloudVpn has the reviewed children, in an update and in a preview,", () => {
  for (const [name, args] of kindsOfPairs) {
    it(`of ${name}`, async () => {
      const update = await record(() => link(args), clouds);
      expectGoldenUrns(`vpn-${name}`, update.resources);
      const preview = await record(() => link(args), { ...clouds, preview: true });
      const urns = (resources: typeof update.resources) => resources.map(({ urn }) => urn);
      expect(urns(preview.resources)).to.have.members(urns(update.resources));

      const component = update.resources.find(({ custom }) => !custom);
      for (const { parent, name } of update.resources.filter(({ custom }) => custom)) {
        expect(parent, name).to.equal(component?.urn);
        expect(name).to.match(/^shop-/);
      }
    });
  }
});

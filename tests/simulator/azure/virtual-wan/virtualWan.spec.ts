import { expect } from "chai";

import { makeHub, makeVpnSite, makeWan, wan } from "./hubEstate";
import { but, itChecks, openAccount, refusal, tokens } from "../estate";

describe("azure-native VirtualWan", () => {
  itChecks(tokens.virtualWan, [
    {
      rule: "is Basic or Standard",
      refused: { ...wan, type: "Premium" },
      accepted: { ...wan, type: "Basic" },
      says: "type: BadRequest",
      text: /Basic or Standard, not 'Premium'/,
    },
    {
      rule: "says which of both it is",
      refused: but(wan, { type: undefined }),
      accepted: wan,
      says: "type",
      text: /Missing required argument/,
    },
  ]);

  it("becomes Standard, but not Basic again", async () => {
    const account = await openAccount();
    const made = await makeWan(account, { type: "Basic" });
    const standard = await account.update(made, wan);
    expect((await refusal(account.update(standard, { ...wan, type: "Basic" }))).message).to.match(
      /cannot become Basic again/,
    );
  });

  it("shows its hubs and sites, and cannot go before them", async () => {
    const account = await openAccount();
    const made = await makeWan(account);
    const ours = await makeHub(account);
    const site = await makeVpnSite(account);
    expect(account.read(made)).to.deep.include({
      virtualHubs: [{ id: ours.id }],
      vpnSites: [{ id: site.id }],
    });
    expect(await refusal(account.delete(made))).to.include({ code: "InUseVirtualWanCannotBeDeleted" });
    await account.delete(site);
    expect((await refusal(account.delete(made))).message).to.match(/by 1 Virtual Hubs and 0 VPN Sites/);
    await account.delete(ours);
    await account.delete(made);
  });
});

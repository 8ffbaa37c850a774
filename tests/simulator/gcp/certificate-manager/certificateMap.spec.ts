import { expect } from "chai";

import { itChecks, refusal, Scene, tokens } from "../scene";
import type { Props } from "../../../../simulator/protocol/values";
import type { Made } from "../../../helpers/simulated";

const managed = (...domains: string[]): Props => ({ managed: { domains } });
const link = (rest: string): string => `projects/shop-dev/locations/global/${rest}`;

describe("gcp Certificate", () => {
  itChecks(tokens.certificate, {}, [
    {
      rule: "is the user's or Google's",
      refused: [{}],
      accepted: [managed("www.example.com", "*.example.com")],
      at: "managed",
      text: /exactly one of/,
    },
    {
      rule: "is for domains",
      refused: [managed("exa mple.com"), managed("example.com.")],
      accepted: [managed("example.com")],
      at: "managed.domains[0]",
      text: /domain name/,
    },
    {
      rule: "is of a location that there is",
      refused: [{ ...managed("example.com"), location: "mars-east1" }],
      accepted: [{ ...managed("example.com"), location: "europe-west3" }],
      at: "location",
      text: /no location/,
    },
    {
      rule: "has a scope where it is global",
      refused: [{ ...managed("example.com"), location: "europe-west3", scope: "ALL_REGIONS" }],
      accepted: [{ ...managed("example.com"), scope: "ALL_REGIONS" }],
      at: "scope",
      text: /scope DEFAULT/,
    },
    {
      rule: "has a key that is PEM",
      refused: [
        {
          selfManaged: {
            pemCertificate: "-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----",
            pemPrivateKey: "s3cret",
          },
        },
      ],
      accepted: [managed("example.com")],
      at: "selfManaged.pemPrivateKey",
      text: /^(?!.*s3cret).*could not be parsed/,
    },
  ]);
});

describe("gcp CertificateMapEntry", () => {
  const entry = { map: "map", certificates: [link("certificates/cert")] };

  itChecks(tokens.certificateMapEntry, { ...entry, hostname: "www.example.com" }, [
    {
      rule: "is of a host, or of all others",
      refused: [{ matcher: "PRIMARY" }],
      accepted: [{ hostname: "*.example.com" }],
      at: "matcher",
      text: /exactly one of/,
    },
    {
      rule: "has certificates by their path",
      refused: [{ certificates: ["cert"] }],
      accepted: [{ certificates: entry.certificates }],
      at: "certificates[0]",
      text: /must be projects/,
    },
  ]);

  it("joins a map and certificates that exist, and keeps both", async () => {
    const scene = await Scene.open();
    const make = (): Promise<Made> =>
      scene.make(tokens.certificateMapEntry, "entry", { ...entry, matcher: "PRIMARY" });
    expect(await refusal(make())).to.match(/certificateMaps\/map' was not found/);
    const map = await scene.make(tokens.certificateMap, "map", {});
    expect(await refusal(make())).to.match(/certificates\/cert' was not found/);
    const certificate = await scene.make(tokens.certificate, "cert", managed("www.example.com"));
    const made = await make();
    expect(made.id).to.equal(link("certificateMaps/map/certificateMapEntries/entry"));
    expect(await refusal(scene.account.delete(map))).to.match(/in use by/);
    expect(await refusal(scene.account.delete(certificate))).to.match(/can't delete certificate/);
    await scene.account.delete(made);
    await scene.account.delete(map);
    await scene.account.delete(certificate);
  });
});

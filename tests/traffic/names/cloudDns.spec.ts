import { expect } from "chai";

import { Names } from "../../../traffic";
import { check, managedZone, recordSet } from "../estates/dns";
import { answers } from "./answers";

const [a, b, c] = ["198.51.100.1", "198.51.100.2", "198.51.100.3"] as const;
const targets = (...externalEndpoints: string[]) => ({ healthCheckedTargets: { externalEndpoints } });
const named = (policy: Record<string, unknown>) => [
  managedZone,
  check,
  recordSet({ healthCheck: check.id, ...policy }),
];

describe("Cloud DNS", () => {
  it("answers by weight among healthy ones, and among all when none is", () => {
    const all = named({
      wrrs: [
        { weight: 90, ...targets(a) },
        { weight: 10, ...targets(b) },
      ],
    });
    expect(answers(all, [a, b])).to.deep.equal({ [a]: 0.9, [b]: 0.1 });
    expect(answers(all, [b])).to.deep.equal({ [b]: 1 });
    expect(answers(all, [])).to.deep.equal({ [a]: 0.9, [b]: 0.1 });
  });

  it("takes plain data of a policy for healthy", () => {
    const all = named({
      wrrs: [
        { weight: 1, rrdatas: [a] },
        { weight: 1, ...targets(b) },
      ],
    });
    expect(answers(all, [])).to.deep.equal({ [a]: 1 });
  });

  it("answers the nearest place, and the next while that fails unless it is fenced", () => {
    const geos = [
      { location: "europe-west1", ...targets(a, c) },
      { location: "us-east1", ...targets(b) },
    ];
    expect(answers(named({ geos }), [a, b, c], { from: "westeurope" })).to.deep.equal({ [`${a} ${c}`]: 1 });
    expect(answers(named({ geos }), [b, c], { from: "westeurope" })).to.deep.equal({ [c]: 1 });
    expect(answers(named({ geos }), [b], { from: "westeurope" })).to.deep.equal({ [b]: 1 });
    const fenced = named({ geos, enableGeoFencing: true });
    expect(answers(fenced, [b], { from: "westeurope" })).to.deep.equal({ [`${a} ${c}`]: 1 });
  });

  it("fails over to the backups, which get a trickle before", () => {
    const primaryBackup = {
      primary: { externalEndpoints: [a] },
      backupGeos: [{ location: "us-east1", ...targets(b) }],
      trickleRatio: 0.1,
    };
    const all = named({ primaryBackup });
    expect(answers(all, [a, b])).to.deep.equal({ [a]: 0.9, [b]: 0.1 });
    expect(answers(all, [b])).to.deep.equal({ [b]: 1 });
    expect(answers(all, [])).to.deep.equal({ [b]: 1 });
    const none = named({ primaryBackup: { ...primaryBackup, trickleRatio: 0 } });
    expect(answers(none, [a, b])).to.deep.equal({ [a]: 1 });
  });

  it("says how long it takes to recover", () => {
    const [served] = new Names(named({ wrrs: [{ weight: 1, ...targets(a) }] })).of("api.example.com.");
    expect(served!.recovery.get(a)).to.deep.equal({ detectSeconds: 90, ttlSeconds: 60, totalSeconds: 150 });
    expect(served).to.include({ zone: "example.com", isPrivate: false });
  });
});

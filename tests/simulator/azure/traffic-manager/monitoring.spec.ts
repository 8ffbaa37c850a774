import { monitor, profile } from "./profiles";
import { itChecks, tokens } from "../estate";
import type { Props } from "../../../../simulator/protocol/values";

const tcp = { ...profile, monitorConfig: { protocol: "TCP", port: 443 } };
const headers = (count: number): Props[] =>
  Array.from({ length: count }, (_, i) => ({ name: `h${i}`, value: "x" }));
const ranges = (count: number): Props[] =>
  Array.from({ length: count }, (_, i) => ({ min: 200 + i, max: 200 + i }));

describe("probes of an azure-native Traffic Manager profile", () => {
  itChecks(tokens.trafficManagerProfile, [
    {
      rule: "probes a port",
      refused: { ...profile, monitorConfig: { protocol: "HTTP", path: "/" } },
      accepted: { ...profile, monitorConfig: { protocol: "HTTP", path: "/", port: 80 } },
      says: "monitorConfig.port: BadRequest",
      text: /must say the port/,
    },
    {
      rule: "probes a path by HTTP",
      refused: monitor({ path: "healthz" }),
      accepted: monitor({ path: "/" }),
      says: "monitorConfig.path: BadRequest",
      text: /starts with '\/'/,
    },
    {
      rule: "probes no path by TCP",
      refused: monitor({ protocol: "TCP" }),
      accepted: tcp,
      says: "monitorConfig.path: BadRequest",
      text: /only connect/,
    },
    {
      rule: "probes every 10 or 30 seconds",
      refused: monitor({ intervalInSeconds: 20 }),
      accepted: monitor({ intervalInSeconds: 10 }),
      says: "monitorConfig.intervalInSeconds: BadRequest",
      text: /10 or 30, got 20/,
    },
    ...(
      [
        [10, 10, 9],
        [10, 4, 5],
        [30, 11, 10],
        [30, 4, 5],
      ] as const
    ).map(([intervalInSeconds, outside, inside]) => ({
      rule: `waits no ${outside} seconds of ${intervalInSeconds}`,
      refused: monitor({ intervalInSeconds, timeoutInSeconds: outside }),
      accepted: monitor({ intervalInSeconds, timeoutInSeconds: inside }),
      says: "monitorConfig.timeoutInSeconds: BadRequest",
      text: new RegExp(`got ${outside}`),
    })),
    ...(
      [
        [-1, 0],
        [10, 9],
      ] as const
    ).map(([outside, inside]) => ({
      rule: `tolerates no ${outside} failures`,
      refused: monitor({ toleratedNumberOfFailures: outside }),
      accepted: monitor({ toleratedNumberOfFailures: inside }),
      says: "monitorConfig.toleratedNumberOfFailures: BadRequest",
      text: /0 to 9/,
    })),
    {
      rule: "has 8 custom headers at most",
      refused: monitor({ customHeaders: headers(9) }),
      accepted: monitor({ customHeaders: headers(8) }),
      says: "monitorConfig.customHeaders: BadRequest",
      text: /got 9/,
    },
    {
      rule: "has 8 ranges of status codes at most",
      refused: monitor({ expectedStatusCodeRanges: ranges(9) }),
      accepted: monitor({ expectedStatusCodeRanges: ranges(8) }),
      says: "monitorConfig.expectedStatusCodeRanges: BadRequest",
      text: /got 9/,
    },
    {
      rule: "has ranges of status codes that begin before they end",
      refused: monitor({ expectedStatusCodeRanges: [{ min: 299, max: 200 }] }),
      accepted: monitor({ expectedStatusCodeRanges: [{ min: 200, max: 299 }] }),
      says: "monitorConfig.expectedStatusCodeRanges[0]: BadRequest",
      text: /299-200/,
    },
  ]);
});

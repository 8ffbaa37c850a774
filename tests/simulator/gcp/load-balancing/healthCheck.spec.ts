import { expect } from "chai";

import { itChecks, Scene, tokens } from "../scene";
import type { Props } from "../../../../simulator/protocol/values";

const http = (more: Props = {}): Props => ({ httpHealthCheck: more });
const regions = ["europe-west1", "us-east1", "asia-east1"];
const fromRegions = (more: Props): Props => ({ sourceRegions: regions, checkIntervalSec: 30, ...more });

for (const token of [tokens.healthCheck, tokens.regionHealthCheck]) {
  describe(`gcp ${token.slice(token.lastIndexOf(":") + 1)}`, () => {
    itChecks(token, http(), [
      {
        rule: "waits no longer than its interval",
        refused: [{ checkIntervalSec: 5, timeoutSec: 6 }, { timeoutSec: 10 }],
        accepted: [{ checkIntervalSec: 10, timeoutSec: 10 }],
        at: "timeoutSec",
        text: /at most checkIntervalSec/,
      },
      {
        rule: "repeats within 5 minutes",
        refused: [{ checkIntervalSec: 301 }],
        accepted: [{ checkIntervalSec: 300 }, { checkIntervalSec: 1, timeoutSec: 1 }],
        at: "checkIntervalSec",
        text: /1 - 300/,
      },
      {
        rule: "counts 1 to 10 answers",
        refused: [{ healthyThreshold: 0 }, { healthyThreshold: 11 }],
        accepted: [{ healthyThreshold: 1, unhealthyThreshold: 10 }],
        at: "healthyThreshold",
        text: /1 - 10/,
      },
      {
        rule: "asks for a path",
        refused: [http({ requestPath: "index.html" })],
        accepted: [http({ requestPath: "/index.html", host: "www.example.com" })],
        at: "httpHealthCheck.requestPath",
        text: /starts with/,
      },
      {
        rule: "has no port of its own with the serving port",
        refused: [http({ portSpecification: "USE_SERVING_PORT", port: 80 })],
        accepted: [
          http({ portSpecification: "USE_SERVING_PORT" }),
          http({ portSpecification: "USE_FIXED_PORT", port: 80 }),
        ],
        at: "httpHealthCheck.port",
        text: /USE_SERVING_PORT/,
      },
      {
        rule: "names its named port",
        refused: [
          http({ portSpecification: "USE_NAMED_PORT" }),
          http({ portSpecification: "USE_FIXED_PORT", portName: "x" }),
        ],
        accepted: [http({ portSpecification: "USE_NAMED_PORT", portName: "x" })],
        at: "httpHealthCheck.portName",
        text: /portName/,
      },
    ]);

    itChecks(token, {}, [
      {
        rule: "speaks one protocol",
        refused: [{}],
        accepted: [{ tcpHealthCheck: {} }, { httpsHealthCheck: {} }, { grpcHealthCheck: { port: 50051 } }],
        at: "httpHealthCheck",
        text: /only one of/,
      },
      {
        rule: "needs a port for gRPC",
        refused: [{ grpcHealthCheck: {} }],
        accepted: [{ grpcHealthCheck: { portSpecification: "USE_SERVING_PORT" } }],
        at: "grpcHealthCheck.port",
        text: /no default port/,
      },
      {
        rule: "speaks no second protocol",
        refused: [{ httpHealthCheck: {}, tcpHealthCheck: {} }],
        accepted: [{ tcpHealthCheck: {} }],
        at: "tcpHealthCheck",
        text: /httpHealthCheck and tcpHealthCheck/,
      },
    ]);

    it("says its type, and changes all but its name in place", async () => {
      const scene = await Scene.open();
      const made = await scene.make(token, "check", http());
      expect(made.outputs).to.include({ type: "HTTP", checkIntervalSec: 5, healthyThreshold: 2 });
      const news = { name: "check", tcpHealthCheck: { port: 443 }, checkIntervalSec: 10 };
      expect(scene.account.diff(made, news)).to.deep.equal([
        "checkIntervalSec",
        "httpHealthCheck",
        "tcpHealthCheck",
      ]);
      expect((await scene.account.update(made, news)).outputs.type).to.equal("TCP");
    });
  });
}

describe("gcp HealthCheck from regions, for DNS", () => {
  itChecks(tokens.healthCheck, {}, [
    {
      rule: "asks from three regions",
      refused: [
        fromRegions({ ...http(), sourceRegions: regions.slice(1) }),
        fromRegions({ ...http(), sourceRegions: ["us-east1", "us-east1", "asia-east1"] }),
        fromRegions({ ...http(), sourceRegions: ["us-east1", "mars-east1", "asia-east1"] }),
      ],
      accepted: [fromRegions(http()), { ...http(), sourceRegions: [] }],
      at: "sourceRegions",
      text: /Exactly 3|Unknown region/,
    },
    {
      rule: "speaks HTTP, HTTPS or TCP, without extras",
      refused: [
        fromRegions({ sslHealthCheck: {} }),
        fromRegions({ http2HealthCheck: {} }),
        fromRegions({ tcpHealthCheck: { request: "ping" } }),
        fromRegions(http({ proxyHeader: "PROXY_V1" })),
      ],
      accepted: [fromRegions({ tcpHealthCheck: {} }), fromRegions({ httpsHealthCheck: {} })],
      at: "sourceRegions",
      text: /can be set for|cannot be set together/,
    },
    {
      rule: "asks every 30 seconds at most",
      refused: [fromRegions({ ...http(), checkIntervalSec: 29 })],
      accepted: [fromRegions(http())],
      at: "checkIntervalSec",
      text: /at least 30/,
    },
  ]);
});

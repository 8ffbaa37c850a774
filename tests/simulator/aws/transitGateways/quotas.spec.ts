import { expect } from "chai";

import { checkAttachmentQuota } from "../../../../simulator/aws/transitGateways/quotas";
import type { WorldView } from "../../../../simulator/providers/resourceType";
import type { WorldRecord } from "../../../../simulator/world/record";
import { tokens } from "../scene";

describe("aws ec2transitgateway attachment quota", () => {
  /** Only as much of a world as the quota looks at: no Region has so many VPCs. */
  const worldWith = (count: number): WorldView => {
    const records = Array.from({ length: count }, (_, i) => ({
      id: `tgw-attach-${i}`,
      inputs: { transitGatewayId: i % 2 === 0 ? "tgw-even" : "tgw-odd" },
    }));
    return {
      get: () => undefined,
      all: (token) =>
        token === tokens.transitGatewayVpcAttachment ? (records as unknown as WorldRecord[]) : [],
      outputs: () => ({}),
      isReserved: () => false,
    };
  };

  it("is 5,000 a gateway", () => {
    expect(() =>
      checkAttachmentQuota(worldWith(9999), "CreateTransitGatewayVpcAttachment", "tgw-odd"),
    ).not.to.throw();
    expect(() =>
      checkAttachmentQuota(worldWith(9999), "CreateTransitGatewayVpcAttachment", "tgw-even"),
    ).to.throw(/TransitGatewayAttachmentLimitExceeded: .*attachments of tgw-even/);
  });
});

import { expect } from "chai";

import { Estate, itChecks, refusal, refused, tokens } from "./scene";
import { certificate, issued } from "../certificates/scene";
import { type Props, UNKNOWN } from "../../../../simulator/protocol/values";
import type { Made } from "../../../helpers/simulated";

const groupArn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/web/0123456789abcdef";
const forward: Props = { type: "forward", targetGroupArn: groupArn };
const groups = (...weights: readonly number[]): Props => ({
  type: "forward",
  forward: { targetGroups: weights.map((weight, i) => ({ arn: `${groupArn}${i}`, weight })) },
});
const redirect = (settings: Props): Props => ({
  type: "redirect",
  redirect: { statusCode: "HTTP_301", ...settings },
});
const act = (...defaultActions: Props[]): Props => ({ defaultActions });

describe("aws Listener", () => {
  itChecks(tokens.listener, { loadBalancerArn: UNKNOWN, port: 80, defaultActions: [forward] }, [
    {
      rule: "has a port",
      refused: [{ port: null }, { port: 0 }, { port: 65536 }],
      accepted: [{ port: 65535 }],
      text: /^port: /,
    },
    {
      rule: "has a protocol that is simulated",
      refused: [{ protocol: "QUIC" }, { protocol: "ftp" }],
      accepted: ["HTTP", "TCP", "UDP", "TCP_UDP"].map((protocol) => ({ protocol })),
      text: /^protocol: /,
    },
    {
      rule: "has a certificate where it encrypts, and only there",
      refused: [
        { protocol: "HTTPS" },
        { protocol: "TLS" },
        { certificateArn: "arn:aws:acm:eu-central-1:123456789012:certificate/1" },
        { protocol: "TCP", sslPolicy: "ELBSecurityPolicy-2016-08" },
        { protocol: "TCP", alpnPolicy: "HTTP2Only" },
      ],
      accepted: [
        { protocol: "HTTPS", certificateArn: UNKNOWN },
        { protocol: "TLS", certificateArn: UNKNOWN, alpnPolicy: "HTTP2Only" },
      ],
      text: /^(certificateArn|sslPolicy|alpnPolicy): ValidationError/,
    },
    {
      rule: "keeps idle connections for 60 to 6000 seconds, if they are of TCP",
      refused: [{ protocol: "TCP", tcpIdleTimeoutSeconds: 59 }, { tcpIdleTimeoutSeconds: 350 }],
      accepted: [{ protocol: "TCP", tcpIdleTimeoutSeconds: 6000 }],
      text: /^tcpIdleTimeoutSeconds: /,
    },
    {
      rule: "does one thing, with the settings for it",
      refused: [
        act(),
        act(forward, forward),
        act({ type: "forward" }),
        act({ type: "redirect" }),
        act({ ...forward, type: "redirect", redirect: { statusCode: "HTTP_301", protocol: "HTTPS" } }),
        act({
          type: "fixed-response",
          redirect: { statusCode: "HTTP_301" },
          fixedResponse: { contentType: "text/plain" },
        }),
      ],
      accepted: [
        act(forward),
        act({ type: "fixed-response", fixedResponse: { contentType: "text/plain", statusCode: "503" } }),
      ],
      text: /^defaultActions/,
    },
    {
      rule: "forwards to one to five groups by weights of 0 to 999, one of them above 0",
      refused: [
        act(groups(...Array<number>(6).fill(1))),
        act({ type: "forward", forward: { targetGroups: [] } }),
        act(groups(1000)),
        act(groups(-1)),
        act(groups(0, 0)),
        act({ ...groups(1, 1), targetGroupArn: `${groupArn}0` }),
        act({ ...forward, targetGroupArn: "web" }),
      ],
      accepted: [
        act(groups(0, 999)),
        act({ ...groups(1), targetGroupArn: `${groupArn}0` }),
        act(groups(1, 1, 1, 1, 1)),
      ],
      text: /^defaultActions\[0\]/,
    },
    {
      rule: "redirects somewhere else, permanently or not",
      refused: [
        act(redirect({})),
        act(redirect({ port: "#{port}" })),
        act(redirect({ protocol: "HTTPS", statusCode: "301" })),
        act(redirect({ protocol: "TCP" })),
        act(redirect({ path: "login" })),
      ],
      accepted: [act(redirect({ protocol: "HTTPS", port: "443" })), act(redirect({ host: "a.example.com" }))],
      text: /^defaultActions\[0\]\.redirect/,
    },
    {
      rule: "authenticates nobody",
      refused: [act({ ...forward, authenticateOidc: {} })],
      accepted: [],
      text: /is not simulated: there are no users/,
    },
  ]);

  describe("of a load balancer", () => {
    let estate: Estate;
    let alb: Made;
    let group: Made;
    beforeEach(async () => {
      estate = await Estate.open();
      alb = await estate.balancer();
      group = await estate.group();
    });

    it("has an ARN, and HTTP by default", async () => {
      const { outputs } = await estate.listener(alb, group);
      expect(outputs.arn).to.match(
        /^arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener\/app\/resource-\d+-\w+\/[0-9a-f]{16}\/[0-9a-f]{16}$/,
      );
      expect(outputs).to.include({ protocol: "HTTP", sslPolicy: "" });
    });

    it("has a protocol of its load balancer", async () => {
      const nlb = await estate.balancer({ loadBalancerType: "network" });
      const network = await estate.group({ protocol: "TCP" });
      for (const [balancer, of, protocol] of [
        [alb, group, "TCP"],
        [nlb, network, "HTTP"],
        [nlb, network, undefined],
      ] as const) {
        const made = estate.listener(balancer, of, protocol === undefined ? {} : { protocol });
        expect(await refusal(made), protocol).to.match(refused("UnsupportedProtocol"));
      }
      await estate.listener(nlb, network, { protocol: "TCP" });
      expect(
        await refusal(
          estate.scene.make(tokens.listener, {
            loadBalancerArn: nlb.id,
            port: 81,
            protocol: "TCP",
            defaultActions: [redirect({ protocol: "HTTPS" })],
          }),
        ),
      ).to.match(refused("InvalidLoadBalancerAction", "forward only"));
    });

    it("forwards to groups of a fitting protocol in the VPC", async () => {
      const network = await estate.group({ protocol: "TCP" });
      expect(await refusal(estate.listener(alb, network))).to.match(refused("IncompatibleProtocols"));
      const nlb = await estate.balancer({ loadBalancerType: "network" });
      const udp = await estate.group({ protocol: "UDP" });
      expect(await refusal(estate.listener(nlb, udp, { protocol: "TCP" }))).to.match(
        refused("IncompatibleProtocols"),
      );
      await estate.listener(nlb, await estate.group({ protocol: "TCP_UDP" }), { protocol: "UDP" });
      await estate.listener(alb, await estate.group({ protocol: "HTTPS" }), { port: 81 });
      const other = await estate.scene.vpc("10.0.0.0/16");
      expect(await refusal(estate.listener(alb, await estate.group({ vpcId: other.id })))).to.match(
        refused("InvalidConfigurationRequest", "not in the VPC"),
      );
      expect(await refusal(estate.listener(alb, { ...group, id: groupArn }))).to.match(
        refused("TargetGroupNotFound"),
      );
    });

    it("forwards to groups that no other load balancer has", async () => {
      await estate.listener(alb, group);
      await estate.listener(alb, group, { port: 81 });
      const second = await estate.balancer();
      expect(await refusal(estate.listener(second, group))).to.match(
        refused("TargetGroupAssociationLimit", "more than one load balancer"),
      );
    });

    it("has its port to itself", async () => {
      const made = await estate.listener(alb, group);
      expect(await refusal(estate.listener(alb, group))).to.match(refused("DuplicateListener"));
      const next = await estate.listener(alb, group, { port: 81 });
      expect(await refusal(estate.scene.account.update(next, { ...next.inputs, port: 80 }))).to.match(
        refused("DuplicateListener"),
      );
      await estate.scene.account.update(made, { ...made.inputs, tags: { a: "b" } });
      await estate.scene.account.update(made, { ...made.inputs, port: 82 });
    });

    it("encrypts with an issued certificate of ACM, or one of IAM", async () => {
      const https = (certificateArn: string, more: Props = {}): Promise<Made> =>
        estate.listener(alb, group, { protocol: "HTTPS", port: 443, certificateArn, ...more });
      const waiting = await certificate(estate.scene);
      expect(await refusal(https(waiting.id))).to.match(refused("UnsupportedCertificate"));
      expect(await refusal(https(`${waiting.id}0`))).to.match(refused("CertificateNotFound"));
      const made = await issued(estate.scene, "api.example.com");
      expect(await refusal(https(made.id, { sslPolicy: "TLS13" }))).to.match(refused("SSLPolicyNotFound"));
      const listener = await https(made.id);
      expect(listener.outputs.sslPolicy).to.equal("ELBSecurityPolicy-2016-08");
      await estate.scene.account.delete(listener);
      const fromIam = await https("arn:aws:iam::123456789012:server-certificate/web", {
        sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
      });
      const further = { listenerArn: fromIam.id, certificateArn: made.id };
      const added = await estate.scene.make(tokens.listenerCertificate, further);
      expect(added.id).to.equal(`${fromIam.id}_${made.id}`);
      expect(await refusal(estate.scene.account.delete(made))).to.match(refused("ResourceInUseException"));
      expect(
        await refusal(
          estate.scene.make(tokens.listenerCertificate, { ...further, certificateArn: waiting.id }),
        ),
      ).to.match(refused("UnsupportedCertificate"));
      const plain = await estate.listener(alb, group);
      expect(
        await refusal(estate.scene.make(tokens.listenerCertificate, { ...further, listenerArn: plain.id })),
      ).to.match(refused("ValidationError", "has the protocol HTTP"));
    });

    it("goes with its load balancer", async () => {
      const made = await estate.listener(alb, group);
      await estate.scene.account.delete(alb);
      expect(estate.scene.account.read(made)).to.equal(undefined);
      await estate.scene.account.delete(group);
    });
  });
});

import { expect } from "chai";
import type { MultiCloudLoadBalancerArgs } from "../../../../components";
import { refused } from "../../../helpers/recordedMocks";
import { alb, aws, azure, balancer, hello, https, nlb } from "../balancers";

type Args = Partial<MultiCloudLoadBalancerArgs>;

const front = (frontEnd: object): Args => ({ frontEnd: { aws: { ...alb, ...frontEnd } } });
const overTcp = { listener: { protocol: "TCP", port: 443 }, healthCheck: {} } as const;
const subnets = (changes: object): Args => ({ networks: { aws: { ...aws, ...changes }, azure } });
const a = { id: "subnet-a", cidrBlock: "172.16.0.0/18" };

describe("a front end in AWS refuses, before any child exists,", () => {
  const refusals: readonly [string, Args, RegExp][] = [
    [
      "no kind",
      front({ kind: undefined }),
      /frontEnd\.aws\.kind: undefined is no kind.+"alb" for HTTP and HTTPS, "nlb"/,
    ],
    [
      "a Gateway Load Balancer",
      front({ kind: "gwlb" }),
      /frontEnd\.aws\.kind: gwlb takes no addresses in other clouds/,
    ],
    ["a misspelt argument", front({ waf: "x" }), /frontEnd\.aws\.waf: is not an argument/],
    ["no subnets", front({ subnets: [] }), /frontEnd\.aws\.subnets: must be a plain array of keys/],
    [
      "a subnet that is not there",
      front({ subnets: ["a", "c"] }),
      /subnets\[1\]: c is no key of networks\.aws\.subnets: use one of a, b/,
    ],
    [
      "one subnet for an ALB",
      front({ subnets: ["a"] }),
      /subnets: an Application Load Balancer needs subnets in at least 2 zones/,
    ],
    [
      "a network without subnets",
      { ...subnets({ subnets: {} }), frontEnd: { aws: { ...nlb, subnets: ["a"] } }, ...overTcp },
      /subnets\[0\]: a is no key of networks\.aws\.subnets: the network has none/,
    ],
    [
      "a subnet twice",
      { frontEnd: { aws: { ...nlb, subnets: ["a", "a"] } }, ...overTcp },
      /subnets\[1\]: "a" is given twice: remove one/,
    ],
    [
      "a subnet too small for an ALB",
      subnets({ subnets: { a, b: { id: "b", cidrBlock: "172.16.64.0/28" } } }),
      /subnets\[1\]: "b" has 172\.16\.64\.0\/28: an Application Load Balancer takes subnets of \/27/,
    ],
    [
      "a private subnet towards the internet",
      subnets({ subnets: { a, b: { id: "b", cidrBlock: "172.16.64.0/18", public: false } } }),
      /subnets\[1\]: "b" has no route to the internet gateway.+internal: true/,
    ],
    [
      "clients that are no range",
      front({ clientCidrBlocks: ["10.0.0.1/8"] }),
      /clientCidrBlocks\[0\]: "10\.0\.0\.1\/8" has host bits/,
    ],
    [
      "a web ACL on an NLB",
      { frontEnd: { aws: { ...nlb, webAclArn: "x" } }, ...overTcp },
      /webAclArn: AWS WAF does not take a Network Load Balancer: use kind "alb"/,
    ],
    [
      "a web ACL of CloudFront",
      front({ webAclArn: "arn:aws:wafv2:us-east-1:123456789012:global/webacl/shop/1" }),
      /webAclArn: .+is no ARN of a regional web ACL/,
    ],
    [
      "logs of an NLB",
      { frontEnd: { aws: { ...nlb, accessLogs: { bucket: "logs" } } }, ...overTcp },
      /accessLogs: a Network Load Balancer logs TLS listeners only/,
    ],
    [
      "a prefix that AWS refuses",
      front({ accessLogs: { bucket: "logs", prefix: "/shop" } }),
      /accessLogs\.prefix: "\/shop" must neither/,
    ],
    [
      "a policy without HTTPS",
      front({ sslPolicy: "ELBSecurityPolicy-2016-08" }),
      /sslPolicy: has no effect without HTTPS/,
    ],
    [
      "a policy that is none",
      { ...front({ sslPolicy: "TLS13" }), listener: https },
      /sslPolicy: "TLS13" is no security policy/,
    ],
    [
      "a certificate that is none",
      { listener: { protocol: "HTTPS", certificate: { aws: { arn: "arn:aws:s3:::bucket" } } } },
      /listener\.certificate\.aws\.arn: arn:aws:s3:::bucket is no ARN of a certificate/,
    ],
    [
      "stickiness with zones apart",
      {
        backends: { aws: { targets: { web: { address: "172.16.0.4", zone: "eu-central-1a" } } } },
        ...{ crossZone: false, stickiness: {} },
      },
      /stickiness: an Application Load Balancer keeps no client at a target without crossZone/,
    ],
    [
      "a target without its zone, with zones apart",
      { backends: { aws: hello.backends.aws ?? { targets: {} } }, crossZone: false },
      /backends\.aws\.targets\.web\.zone: is missing: without crossZone/,
    ],
  ];
  for (const [what, args, message] of refusals) {
    it(what, async () => {
      const refusal = await refused(() => balancer(args));
      expect(refusal.message).to.match(message);
      expect(refusal.children).to.deep.equal([]);
      expect(refusal.message.match(/\n {2}- /g), refusal.message).to.have.length(1);
    });
  }
});

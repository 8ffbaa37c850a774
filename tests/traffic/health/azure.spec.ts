import { expect } from "chai";

import type { Answers } from "../../../traffic";
import * as amazon from "../../reachability/cases/aws/resources";
import * as microsoft from "../../reachability/cases/azure/resources";
import { awsAndAzure, vnet } from "../estates/awsAndAzure";
import { applicationGateway, ownSubnet, ownSubnetRange } from "../estates/azureBalancers";
import { verdicts } from "../estates/health";

const [aws, azure] = ["172.16.20.207", "172.18.0.4"] as const;

describe("the targets of an Application Gateway", () => {
  it("are healthy in both clouds where probes and answers get through", () => {
    expect(verdicts([...awsAndAzure(), ...applicationGateway("front")])).to.deep.equal({
      [aws]: "healthy",
      [azure]: "healthy",
    });
  });

  it("are dropped in AWS whose security group does not let in the gateway's own subnet", () => {
    const ingress = [amazon.tcp(80, "172.18.0.0/17")];
    const found = verdicts([...awsAndAzure({ ingress }), ...applicationGateway("front")]);
    expect(found[aws]).to.match(/unhealthy: from application-gateway: security group.*web denies/);
    expect(found[azure]).to.equal("healthy");
  });

  it("are dropped in AWS when the gateway's route table takes their packets elsewhere", () => {
    const table = microsoft.routeTable("lost", [microsoft.route("172.16.0.0/16", "None")]);
    const routed = microsoft.subnet(vnet, "application-gateway", ownSubnetRange, { routeTable: table });
    const resources = [...awsAndAzure(), ...applicationGateway("front"), table].map((one) =>
      one.urn === ownSubnet.urn ? routed : one,
    );
    expect(verdicts(resources)[aws]).to.match(/unhealthy: from application-gateway: .*throws it away/);
  });

  it("are probed with 127.0.0.1 as the host where no probe is written", () => {
    const asked: unknown[] = [];
    const answers: Answers = (target, probe) => {
      asked.push(probe);
      return { status: target.address === azure ? 404 : 302 };
    };
    const plain = [{ name: "http", port: 80, protocol: "Http" }];
    const gateway = applicationGateway("front", { backendHttpSettingsCollection: plain, probes: [] });
    expect(verdicts([...awsAndAzure(), ...gateway], { answers })).to.deep.equal({
      [aws]: "healthy",
      [azure]: "unhealthy: it answers 404, not 200-399",
    });
    expect(asked[0]).to.deep.equal({ protocol: "HTTP", port: 80, path: "/", host: "127.0.0.1" });
  });

  it("can't be told by name", () => {
    const pools = [{ name: "web", backendAddresses: [{ fqdn: "web.example.com" }] }];
    const found = verdicts([
      ...awsAndAzure(),
      ...applicationGateway("front", { backendAddressPools: pools }),
    ]);
    expect(found["web.example.com"]).to.match(/undecided: .*not known/);
  });
});

import { expect } from "chai";

import { Clock } from "../../../traffic/loopback/clock";
import { Member } from "../../../traffic/loopback/member";
import { TargetServer } from "../../../traffic/loopback/targetServer";
import { awsAndAzure } from "../estates/awsAndAzure";
import { alb } from "../estates/awsBalancers";
import { balancersIn } from "../estates/health";

describe("a served target's state", () => {
  it("changes after as many probes in a row as the health check says, not before", async () => {
    const [balancer] = balancersIn([...awsAndAzure(), ...alb()]);
    const [pool] = balancer!.pools;
    const server = await TargetServer.start({ body: "" }, new Clock(1));
    const reach = { probes: () => undefined, requests: () => undefined };
    const member = new Member(pool!, pool!.targets[0]!, server, reach);
    const after = (...problems: string[]): string[] =>
      problems.map((problem, second) => {
        member.probed(problem, second);
        return member.state;
      });
    // A new target needs one success; later two failures drop it and three successes bring it back.
    expect(after("", "late", "", "late", "late")).to.deep.equal([
      ...["healthy", "healthy", "healthy", "healthy", "unhealthy"],
    ]);
    expect(after("", "", "late", "", "", "")).to.deep.equal([
      ...["unhealthy", "unhealthy", "unhealthy", "unhealthy", "unhealthy", "healthy"],
    ]);
    await server.switchOff();
  });
});

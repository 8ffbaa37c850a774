import { expect } from "chai";

import { accountId, itChecks, refusal, refused, Scene, tokens } from "./scene";
import { asString, type Props, UNKNOWN } from "../../../../simulator/protocol/values";
import type { Made } from "../../../helpers/simulated";

const base = { alarmName: "link-down", alarmRule: "ALARM(a)" };
const rule = (alarmRule: string): Props => ({ alarmRule });
const names = (count: number): string => Array.from({ length: count }, (_, i) => `ALARM(a${i})`).join(" OR ");

describe("aws CompositeAlarm", () => {
  itChecks(tokens.compositeAlarm, base, [
    {
      rule: "has a rule that can be read",
      refused: [
        "ALARM(a",
        "ALARM(a) AND",
        "ALARM(a) ALARM(b)",
        "alarm(a)",
        "(OK(a)",
        "AND OK(a)",
        "ALARM(a) & OK(b)",
      ].map(rule),
      accepted: [
        ...[
          'ALARM("with space") AND NOT (OK(b) OR INSUFFICIENT_DATA(c))',
          "TRUE",
          `ALARM(arn:aws:cloudwatch:eu-central-1:${accountId}:alarm:a)`,
        ].map(rule),
        { alarmRule: UNKNOWN },
      ],
      text: /alarmRule: ValidationError: AlarmRule has a syntax error/,
    },
    {
      rule: "looks at a hundred alarms at most",
      refused: [rule(names(101))],
      accepted: [rule(names(100))],
      text: /101 alarms/,
    },
    {
      rule: "has at most five actions, each an ARN",
      refused: [{ alarmActions: ["x"] }],
      accepted: [{ alarmActions: [UNKNOWN] }],
      text: /invalid ARN/,
    },
    {
      rule: "has a suppressor that is whole",
      refused: [{ actionsSuppressor: { alarm: "a", waitPeriod: 60 } }],
      accepted: [{ actionsSuppressor: { alarm: "a", waitPeriod: 60, extensionPeriod: 60 } }],
      text: /extensionPeriod/,
    },
  ]);

  describe("beside other alarms", () => {
    let scene: Scene;
    let child: Made;
    const make = (alarmRule: string, alarmName = "link-down"): Promise<Made> =>
      scene.make(tokens.compositeAlarm, { alarmName, alarmRule });
    beforeEach(async () => {
      scene = await Scene.open();
      child = await scene.make(tokens.metricAlarm, {
        name: "a",
        namespace: "Own",
        metricName: "m",
        statistic: "Sum",
        period: 60,
        evaluationPeriods: 1,
        threshold: 1,
        comparisonOperator: "LessThanThreshold",
      });
    });

    it("looks at alarms that exist, by name or ARN", async () => {
      expect(await refusal(make("ALARM(a) OR ALARM(b)"))).to.match(
        refused("ValidationError", "as alarms \\[b\\] in the alarm rule do not exist"),
      );
      const made = await make(`ALARM("${asString(child.outputs.arn) ?? ""}")`);
      expect(made.outputs.arn).to.equal(`arn:aws:cloudwatch:eu-central-1:${accountId}:alarm:link-down`);
      await make("OK(link-down)", "above");
      expect(await refusal(make("ALARM(a)", "a"))).to.match(/exists already/);
    });

    it("keeps the alarms that it looks at", async () => {
      const made = await make("NOT OK(a)");
      expect(await refusal(scene.account.delete(child))).to.match(
        refused("ValidationError", "Cannot delete a as there are composite alarm\\(s\\) depending on it"),
      );
      await scene.account.delete(made);
      await scene.account.delete(child);
    });

    it("replaces for its name, description and whether it acts", async () => {
      const made = await make("ALARM(a)");
      const changed = { ...made.inputs, alarmRule: "OK(a)", alarmDescription: "d", actionsEnabled: false };
      expect(scene.account.diff(made, changed)).to.deep.equal([
        "actionsEnabled!",
        "alarmDescription!",
        "alarmRule",
      ]);
    });
  });
});

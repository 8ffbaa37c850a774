import { asStrings } from "../../protocol/values";
import type { CheckContext } from "../../providers/resourceType";

/** The parts of an ARN; https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export interface Arn {
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

const form = /^arn:aws[a-z-]*:([a-z0-9-]+):([a-z0-9-]*):(\d{12}|):(.+)$/;

/** Undefined if the text is no ARN. */
export function parseArn(text: string): Arn | undefined {
  const [, service = "", region = "", account = "", resource = ""] = form.exec(text) ?? [];
  return service === "" ? undefined : { service, region, account, resource };
}

/** What a KMS key is named by where only its ARN will do. */
export const isKeyArn = (text: string): boolean => {
  const arn = parseArn(text);
  return arn?.service === "kms" && /^(key|alias)\/.+/.test(arn.resource);
};

/** ResourceList and ResourceName of the CloudWatch API. */
const mostActions = 5;
const longestAction = 1024;

/** The alarm's actions must be ARNs; what can be one is told by the actions' services. */
export function checkActions(context: CheckContext, properties: readonly string[]): void {
  for (const property of properties) {
    const actions = asStrings(context.inputs[property]);
    if (actions.length > mostActions) {
      context.fail(
        property,
        `Too many list items: attribute ${property} supports ${mostActions} items maximum, but config has ${actions.length} declared`,
      );
    }
    for (const action of actions) {
      if (!parseArn(action) && !/^arn:aws[a-z-]*:automate:/.test(action)) {
        context.fail(property, `"${property}" (${action}) is an invalid ARN: arn: invalid prefix`);
      } else if (action.length > longestAction) {
        context.fail(property, `"${property}" is longer than ${longestAction} characters: ${action}`);
      }
    }
  }
}

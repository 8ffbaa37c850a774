import type { Violation } from "../../../policies/judge";

/** One line of what `pulumi preview --event-log` writes, as far as it is read here. */
interface EngineEvent {
  readonly policyEvent?: {
    readonly resourceUrn?: string;
    readonly message: string;
    readonly policyName: string;
    readonly enforcementLevel: string;
  };
  readonly diagnosticEvent?: { readonly message: string; readonly severity: string; readonly urn?: string };
}

/** What the engine and its policy packs said of a preview. */
export interface Said {
  readonly violations: readonly Violation[];
  readonly errors: readonly string[];
}

/**
 * Reads what policy packs reported, which the JSON of a preview leaves out.
 * https://www.pulumi.com/docs/reference/pulumi-sdk/automation/ EngineEvent
 */
export function readEventLog(text: string): Said {
  const events = text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as EngineEvent);
  const violations = events.flatMap(({ policyEvent: event }) =>
    event === undefined
      ? []
      : [
          {
            rule: event.policyName,
            level: event.enforcementLevel === "advisory" ? ("advisory" as const) : ("mandatory" as const),
            ...(event.resourceUrn !== undefined && !isStack(event.resourceUrn) && { urn: event.resourceUrn }),
            message: event.message.trimEnd(),
          },
        ],
  );
  const errors = events.flatMap(({ diagnosticEvent: event }) =>
    event?.severity === "error" && event.message.trim() !== "preview failed" ? [event.message.trim()] : [],
  );
  return { violations, errors };
}

/** What no resource is to blame for, the engine shows at the stack. */
function isStack(urn: string): boolean {
  return urn.includes("::pulumi:pulumi:Stack::");
}

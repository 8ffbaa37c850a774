import type { Listener, Action, ListenerRule } from "../model";

/** What an HTTP listener does with a request. */
export function actionFor(listener: Listener, host: string, path: string): Action | undefined {
  const rule = listener.rules.find((one) => matches(one, host, path));
  return rule?.action ?? listener.otherwise;
}

function matches({ hosts, paths }: ListenerRule, host: string, path: string): boolean {
  return (
    (hosts?.some((one) => fits(one.toLowerCase(), host.toLowerCase())) ?? true) &&
    (paths?.some((one) => fits(one, path)) ?? true)
  );
}

/** `*` stands for any text, `?` for one character. */
function fits(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`, "s").test(text);
}

import type { Answers } from "../answers";
import type { Cloud } from "../clouds";
import { allowedPairs, deniedPairs } from "../spokes";

/** `intents.yaml`: what the networks promise, by names, so that it holds for every stack. */
export function intents(answers: Answers): string {
  const { segments } = answers;
  return [
    "# What the networks promise, in every stack. `npm run check` proves it before an update, on simulated clouds;",
    "# with a preview or an export of a real stack:",
    "#   pulumi preview --json --show-sames | npx crosscloud check intents.yaml -",
    "#   pulumi stack export --show-secrets | npx crosscloud check intents.yaml -",
    ...segments.flatMap(within),
    ...allowedPairs(answers).flatMap(([one, other]) => between(one, other)),
    ...deniedPairs(answers).flatMap(([one, other]) => apart(one, other)),
    ...firewalled(answers),
    "",
  ].join("\n");
}

function within(segment: string): readonly string[] {
  const [own, networks] = [pattern(segment), `networks of ${segment}`];
  return [
    ...intent(`${networks} ping each other, whichever tunnel is lost`, own, own, [
      "protocol: icmp",
      "expect: redundant",
    ]),
    ...intent(`${networks} log in to each other`, own, own, ["port: 22", "expect: redundant"]),
  ];
}

function between(one: string, other: string): readonly string[] {
  const means = ["protocol: icmp", "expect: redundant"];
  return [
    ...intent(`${one} reaches ${other}, whichever tunnel is lost`, pattern(one), pattern(other), means),
    ...intent(`${other} reaches ${one}, whichever tunnel is lost`, pattern(other), pattern(one), means),
  ];
}

function apart(one: string, other: string): readonly string[] {
  return [
    ...intent(`${one} never reaches ${other}`, pattern(one), pattern(other), ["expect: denied"]),
    ...intent(`${other} never reaches ${one}`, pattern(other), pattern(one), ["expect: denied"]),
  ];
}

/** A host without a filter of its own is filtered in Azure and Google Cloud only: AWS has none for a subnet. */
function firewalled({ clouds, segments }: Answers): readonly string[] {
  const [from, ...rest] = clouds;
  const to = rest.filter((cloud) => cloud !== "aws");
  if (from === undefined || to.length === 0) {
    return [];
  }
  const hosts = (chosen: readonly Cloud[]): string =>
    chosen.flatMap((cloud) => segments.map((segment) => `\n    - ${segment}-${cloud}-*`)).join("");
  const means = ["ports: [1-21, 23-65535]", "expect: denied"];
  return intent("nothing else comes in from another cloud", hosts([from]), hosts(to), means);
}

function intent(name: string, from: string, to: string, rest: readonly string[]): readonly string[] {
  const hosts = (key: string, value: string): string =>
    `  ${key}:${value.startsWith("\n") ? "" : " "}${value}`;
  return [`- name: ${name}`, hosts("from", from), hosts("to", to), ...rest.map((line) => `  ${line}`)];
}

function pattern(segment: string): string {
  return `${segment}-*`;
}

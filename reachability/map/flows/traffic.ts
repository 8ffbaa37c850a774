import { type Flow, QuestionError } from "../../questions/flow";
import { protocols } from "../../model";

/**
 * A flow from text such as `web -> db tcp/5432`, `10.0.1.5 -> 10.1.2.6 icmp` or `web -> db`.
 *
 * @throws {QuestionError} when it is written otherwise.
 */
export function parseFlow(text: string): Flow {
  const [from, rest, ...others] = text.split(/\s*->\s*/);
  const match = /^(.*?)(?:\s+([a-z][a-z0-9]*|\d{1,3})(?:\/(\d{1,5}))?)?$/.exec(rest?.trim() ?? "");
  const [, to = "", protocol, port] = match ?? [];
  if (others.length > 0 || from === undefined || from.trim() === "" || to === "") {
    throw new QuestionError(`${text} is no flow: write it as "from -> to tcp/443"`);
  }
  return {
    from: from.trim(),
    to,
    ...(protocol !== undefined && { protocol: protocolIn(protocol, text) }),
    ...(port !== undefined && { port: Number(port) }),
  };
}

function protocolIn(name: string, text: string): NonNullable<Flow["protocol"]> {
  if (/^\d+$/.test(name)) {
    return Number(name);
  }
  const known = (Object.keys(protocols) as (keyof typeof protocols)[]).find((one) => one === name);
  if (known === undefined) {
    throw new QuestionError(
      `${name} in "${text}" is no protocol: use ${Object.keys(protocols).join(", ")} or a number of IANA's`,
    );
  }
  return known;
}

import type { Analysis } from "../../analysis";
import type { Endpoint } from "../../model";
import type { Flow } from "../../questions/flow";

/** The most pairs of hosts of which a map holds every verdict. */
const mostPairs = 1600;

/** The flows whose verdicts a map holds: those asked for, and in a small estate those between any two hosts. */
export function chosenFlows(analysis: Analysis, asked: readonly Flow[]): readonly Flow[] {
  const { endpoints } = analysis.estate.estate;
  if (endpoints.length ** 2 * trafficOf(asked).length > mostPairs) {
    return asked;
  }
  const names = askableNames(endpoints);
  const all = trafficOf(asked).flatMap(({ protocol, port }) =>
    names.flatMap((from) =>
      names
        .filter((to) => to !== from)
        .map((to): Flow => ({
          from,
          to,
          ...(protocol !== undefined && { protocol }),
          ...(port !== undefined && { port }),
        })),
    ),
  );
  const distinct = new Map(
    [...asked, ...all].map((flow) => [JSON.stringify([flow.from, flow.to, flow.protocol, flow.port]), flow]),
  );
  return [...distinct.values()];
}

function trafficOf(asked: readonly Flow[]): readonly Pick<Flow, "protocol" | "port">[] {
  const all: readonly Pick<Flow, "protocol" | "port">[] = [
    {},
    ...asked.map(({ protocol, port }) => ({ protocol, port })),
  ];
  return [...new Map(all.map((one) => [`${one.protocol ?? "tcp"}/${one.port ?? 443}`, one])).values()];
}

/** What each endpoint can be asked for by: its name, unless another has it too. */
function askableNames(endpoints: readonly Endpoint[]): readonly string[] {
  const seen = new Map<string, number>();
  endpoints.forEach(({ name }) => seen.set(name, (seen.get(name) ?? 0) + 1));
  return endpoints.map(({ id, name }) => (seen.get(name) === 1 ? name : id));
}

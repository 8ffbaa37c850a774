import type { Analysis } from "../../analysis";
import type { Path, Trace } from "../../trace";
import { tunnelsOf } from "../matrix/cell";

/** How answers come back another way; undefined where they take the same tunnels, or others of the same gateways. */
export function asymmetryOf({ estate }: Analysis, { forward, back }: Trace): string | undefined {
  const names = (paths: readonly Path[]): readonly string[] => {
    const gateways = tunnelsOf(paths).flatMap(
      (id) => estate.tunnel(id)?.ends.flatMap((end) => end?.gateway ?? []) ?? [],
    );
    return [...new Set(gateways)].sort();
  };
  const [there, again] = [names(forward), names(back)];
  if (there.join("\n") !== again.join("\n")) {
    return "other gateways";
  }
  return tunnelsOf(forward).join("\n") === tunnelsOf(back).join("\n") ? undefined : "other tunnels";
}

import type { Answers } from "./answers";
import type { Cloud } from "./clouds";

/** The order of clouds in a link's name, which is the component's. */
const linkOrder: readonly Cloud[] = ["aws", "gcp", "azure"];

/** The links that have other tunnels than the component gives them by itself, by name. */
export function ownLinks({ clouds, tunnels }: Answers): readonly (readonly [string, { tunnels: number }])[] {
  const ordered = linkOrder.filter((cloud) => clouds.includes(cloud));
  return tunnels === "standard"
    ? []
    : ordered.flatMap((one, index) =>
        ordered
          .slice(index + 1)
          .map((other) => [`${one}-${other}`, { tunnels: one === "aws" ? 8 : 4 }] as const),
      );
}

import type { Problems } from "../problems";

/** What a value must be for the other checks to read it. Nothing is said of values that may be outputs. */
type Shape =
  | "text"
  | "number"
  | "texts"
  | { readonly fields: Readonly<Record<string, Shape>>; readonly needed?: readonly string[] }
  | { readonly each: Shape };

const target: Shape = {
  fields: {
    alias: { fields: { detectionSeconds: "number" } },
    gcpLoadBalancer: { fields: { detectionSeconds: "number" } },
  },
};

const member: Shape = { fields: { target, weight: "number" } };

const args: Shape = {
  fields: {
    name: "text",
    ttl: "number",
    visibility: "text",
    pools: { each: { fields: { members: { each: member } } } },
    routing: {
      fields: {
        failover: "texts",
        multivalue: "texts",
        weighted: { each: "number" },
        latency: { each: { fields: { aws: "text", azure: "text" } } },
        geography: {
          fields: {
            places: { each: { fields: { continents: "texts", countries: "texts" } } },
            elsewhere: "text",
          },
          needed: ["places", "elsewhere"],
        },
      },
    },
    healthCheck: {
      fields: {
        protocol: "text",
        path: "text",
        host: "text",
        port: "number",
        intervalSeconds: "number",
        failureThreshold: "number",
      },
    },
    providers: {
      fields: {
        route53: {
          fields: { zoneName: "text", probe: { fields: { subnetArns: { fields: {} }, region: "text" } } },
        },
        azure: { fields: { zoneName: "text", relativeName: "text" } },
        gcp: { fields: { zoneName: "text", healthCheckRegions: "texts" } },
      },
    },
  },
};

/** Adds a problem for whatever plain JavaScript or YAML gave another shape than the types have. Returns whether none did. */
export function checkShape(problems: Problems, given: object): boolean {
  return isShaped(problems, "", given, args);
}

function isShaped(problems: Problems, path: string, value: unknown, shape: Shape): boolean {
  if (value === undefined) {
    return true;
  }
  if (typeof shape === "string") {
    return isPlain(problems, path, value, shape);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    problems.add(path, "must be a plain object");
    return false;
  }
  const below = (key: string): string => (path === "" ? key : `${path}.${key}`);
  const own: Readonly<Record<string, unknown>> = { ...value };
  if ("each" in shape) {
    const each = Object.entries(own).map(([key, inner]) => {
      if (inner === undefined) {
        problems.add(below(key), "is undefined: leave it out");
      }
      return inner !== undefined && isShaped(problems, below(key), inner, shape.each);
    });
    return each.every(Boolean);
  }
  const missing = (shape.needed ?? []).filter((key) => own[key] === undefined);
  missing.forEach((key) => problems.add(below(key), "is missing"));
  const fields = Object.entries(shape.fields).map(([key, inner]) =>
    isShaped(problems, below(key), own[key], inner),
  );
  return missing.length === 0 && fields.every(Boolean);
}

const kinds = { text: "string", number: "number" } as const;

function isPlain(
  problems: Problems,
  path: string,
  value: unknown,
  shape: "text" | "number" | "texts",
): boolean {
  const right =
    shape === "texts"
      ? Array.isArray(value) && value.every((each) => typeof each === "string")
      : typeof value === kinds[shape];
  if (!right) {
    problems.add(
      path,
      `must be ${shape === "texts" ? "a plain array of strings" : `a plain ${kinds[shape]}`} known when the program runs`,
    );
  }
  return right;
}

import type { Weights } from "../../components/dns-failover/migration";
import { follow, known, readStackFile, type StackFileResource } from "../../reachability/resources";

const type = "pulumi-crosscloud:index:DnsFailover";

/** The weights that a stack's DnsFailover has now, and its TTL. */
export function currentWeights(
  content: string,
  file: string,
  component: string | undefined,
): { readonly weights: Weights; readonly ttl: number | undefined } {
  const all = readStackFile(content, file).filter((resource) => resource.type === type);
  if (all.length === 0) {
    throw new Error(`${file} holds no DnsFailover: give the weights by --from`);
  }
  const names = all.map(nameOf).join(", ");
  const named = component === undefined ? all : all.filter((each) => nameOf(each) === component);
  const [found] = named;
  if (found === undefined) {
    throw new Error(`${file} holds no DnsFailover ${component ?? ""}: use one of ${names}`);
  }
  if (named.length > 1) {
    throw new Error(`${file} holds several (${names}): say which by --component`);
  }
  const weights = known(follow(found.outputs, "weights"));
  const ttl = known(follow(found.outputs, "ttl"));
  if (!isWeights(weights)) {
    throw new Error(`${nameOf(found)} in ${file} has no weights: its routing is no routing.weighted`);
  }
  return { weights, ttl: typeof ttl === "number" ? ttl : undefined };
}

function nameOf({ urn }: StackFileResource): string {
  return urn.split("::").slice(3).join("::");
}

function isWeights(value: unknown): value is Weights {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.values(value).every((weight) => typeof weight === "number")
  );
}

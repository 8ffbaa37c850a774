/** Lower case and without the dot at the end, as the provider keeps names. */
export const normalized = (name: string): string => name.toLowerCase().replace(/\.$/, "");

/**
 * Says what is wrong with a domain name, if anything. `*` may be the leftmost label.
 *
 * Source: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html
 */
export function domainNameProblem(name: string): string | undefined {
  const labels = normalized(name).split(".");
  if (normalized(name).length > 255) {
    return `${name} has more than 255 characters`;
  }
  const wrong = labels.find(
    (label, i) => !/^[a-z0-9_-]{1,63}$/.test(label) && !(i === 0 && (label === "*" || label === "\\052")),
  );
  return wrong === undefined
    ? undefined
    : `${name} has the label "${wrong}": a label has 1 to 63 letters, digits, hyphens and underscores`;
}

/**
 * The whole name of a record: the provider puts the zone's name behind a name that does not end with it.
 *
 * Source: https://www.pulumi.com/registry/packages/aws/api-docs/route53/record/#name_nodejs
 */
export function recordName(name: string, zone: string): string {
  const given = normalized(name);
  const end = normalized(zone);
  return given === "" ? end : given.endsWith(end) ? given : `${given}.${end}`;
}

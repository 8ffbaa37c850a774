import type { Input } from "@pulumi/pulumi";

/** A CIDR as part of a child's name: it stays the same whatever else is added or removed. */
export function cidrKey(cidr: string): string {
  return cidr.replace(/[./:]/g, "-");
}

/** An IPv6 range as part of a child's name: one that is known only while the program runs goes by its place. */
export function ipv6RangeKey(range: Input<string>, index: number): string {
  return typeof range === "string" ? cidrKey(range) : `ipv6-${index}`;
}

/** Pulumi's automatic names end in random characters: azure-native adds 8 hexadecimal digits. */
export const azureAutonameLength = 8;

/**
 * The problem with a name of an Azure network resource, or undefined. Names start with a letter or digit, end
 * with one or an underscore, and hold letters, digits, underscores, periods and hyphens.
 * https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftnetwork
 */
export function azureNameProblem(name: string, longest: number): string | undefined {
  if (name.length > longest) {
    return `"${name}" has ${name.length} characters, Azure takes ${longest}: shorten it by ${name.length - longest}`;
  }
  if (!/^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9_])?$/.test(name)) {
    return `"${name}" is no Azure resource name: use letters, digits, "_", "." and "-", and start with a letter or digit`;
  }
  return undefined;
}

/**
 * The problem with the name of an AWS security group, or undefined.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html
 */
export function securityGroupNameProblem(name: string): string | undefined {
  if (/^sg-/i.test(name)) {
    return `"${name}" starts with "sg-", which AWS keeps for the ids of security groups: choose another name`;
  }
  if (name.length > longestSecurityGroupName) {
    return `"${name}" has ${name.length} characters, AWS takes ${longestSecurityGroupName}: shorten it`;
  }
  return undefined;
}

/** The aws provider's automatic names end in a hyphen and 7 hexadecimal digits. */
export const awsAutonameLength = 8;

const longestSecurityGroupName = 255 - awsAutonameLength;

/** The gcp provider's automatic names end in a hyphen and 7 hexadecimal digits. */
export const gcpAutonameLength = 8;

/** https://cloud.google.com/compute/docs/naming-resources */
export const longestGcpName = 63;

/**
 * The problem with a name of a Google Cloud network resource, or undefined. Names follow RFC 1035: they start with a
 * lowercase letter, hold lowercase letters, digits and hyphens, and do not end with a hyphen.
 * https://cloud.google.com/compute/docs/naming-resources
 */
export function gcpNameProblem(name: string, longest: number): string | undefined {
  if (name.length > longest) {
    return `"${name}" has ${name.length} characters, Google Cloud takes ${longest}: shorten it by ${name.length - longest}`;
  }
  if (!/^[a-z]([a-z0-9-]*[a-z0-9])?$/.test(name)) {
    return `"${name}" is no Google Cloud resource name: use lowercase letters, digits and "-", and start with a letter`;
  }
  return undefined;
}

/** Account number of the simulated AWS account, from AWS's range of documentation examples. */
export const accountId = "123456789012";

export const arn = (service: string, region: string, resource: string): string =>
  `arn:aws:${service}:${region}:${accountId}:${resource}`;

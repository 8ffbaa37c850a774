/** A resource as `pulumi stack export` writes it, which the cloud made as it was asked for. */
export function exportedResource(type: string, name: string, properties: object): object {
  return {
    urn: `urn:pulumi:prod::shop::${type}::${name}`,
    custom: true,
    type,
    id: `${name}-id`,
    inputs: properties,
    outputs: { id: `${name}-id`, ...properties },
  };
}

/** What `pulumi stack export` prints of resources. */
export function exported(...resources: object[]): string {
  return JSON.stringify({ deployment: { resources } });
}

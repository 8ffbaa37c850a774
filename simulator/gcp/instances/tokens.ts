export const instanceTokens = { instance: "gcp:compute/instance:Instance" } as const;

/**
 * Among routes to one prefix a user's beats one that a gateway brings, which beats one of the system's.
 *
 * Source: https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview#how-azure-selects-a-route
 */
export const ranks = { user: 0, gateway: 10, system: 20 } as const;

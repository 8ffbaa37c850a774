/** The identity that a simulated provider signs in with; each of its ids is made of one digit. */
export const signedIn = {
  clientId: "11111111-1111-4111-8111-111111111111",
  objectId: "22222222-2222-4222-8222-222222222222",
  tenantId: "33333333-3333-4333-8333-333333333333",
} as const;

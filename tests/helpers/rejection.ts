/** The message with which a promise is rejected. @throws if it is not. */
export async function rejection(promise: Promise<unknown>): Promise<string> {
  let value: unknown;
  try {
    value = await promise;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error(`expected a rejection, got ${JSON.stringify(value)}`);
}

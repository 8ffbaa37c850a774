/** The variable `NODE_OPTIONS` with a script that Node loads first, before whatever the user's own says. */
export function withOrphanGuard(
  nodeOptions: string | undefined,
  script = require.resolve("./orphanGuard"),
): string {
  // Within double quotes Node reads backslashes as JSON does.
  return [`--require ${JSON.stringify(script)}`, ...(nodeOptions === undefined ? [] : [nodeOptions])].join(
    " ",
  );
}

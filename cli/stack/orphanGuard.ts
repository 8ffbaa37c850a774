/**
 * Loaded before every Node process of a session, see `withOrphanGuard`; here for Pulumi programs and policy packs only.
 *
 * When the engine was killed nobody reads what they print. Pulumi's runner takes the failed write for an error of the
 * program, which it prints: for ever, at all the CPU that it gets.
 */
const runner = /[\\/]@pulumi[\\/]pulumi[\\/]cmd[\\/]/;

if (runner.test(process.argv[1] ?? "")) {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", () => process.exit(1));
  }
  const parent = process.ppid;
  const intervalMs = 1000;
  setInterval(() => {
    if (process.ppid !== parent) {
      process.exit(1);
    }
  }, intervalMs).unref();
}

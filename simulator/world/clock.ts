/** Day of the simulated clock's zero. */
const epoch = Date.parse("2026-01-01T00:00:00Z");

/** The simulated time, ISO 8601, that many seconds after the world began. */
export const timeAt = (seconds: number): string => new Date(epoch + seconds * 1000).toISOString();

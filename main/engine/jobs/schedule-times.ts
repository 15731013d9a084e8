import { Cron } from 'croner';

/**
 * The first instant after `after` at which a cron pattern is due in a time zone, or undefined when it never is again.
 * On the day clocks skip an hour a run inside the gap happens once, right after it; on the day an hour is shown twice
 * it happens once. Five fields: schedules are no finer than a minute. Throws for a pattern or zone that cannot be read.
 */
export function nextRun(cron: string, zone: string, after: string): string | undefined {
  const pattern = new Cron(cron, { timezone: zone, paused: true, mode: '5-part' });
  return pattern.nextRun(new Date(after))?.toISOString();
}

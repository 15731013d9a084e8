import { texts } from './text.ts';

/** What notes and messages say on every screen. */
export const t = texts('kit', {
  forbidden: 'Not open to you',
  unreachable: 'No connection',
  notShown: 'This could not be shown',
  again: 'Ask again',
  reading: 'Reading …',
  browserOn: '{{browser}} on {{system}}',
  putAway: 'Put away',
  stop: 'Stop',
  stopping: 'Stopping …',
});

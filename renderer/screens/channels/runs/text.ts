import { texts } from '../../../kit/text.ts';

export const t = texts('channels.runs', {
  title: 'Runs',
  all: 'All',
  failed: 'Failed',
  state: 'State',
  channel: 'Channel',
  source: 'Source',
  started: 'Started',
  records: 'Records',
  imported: 'Imported',
  unchanged: 'Unchanged',
  parked: 'Parked',
  message: 'What it says',
  foot: 'Records {{records}} · Imported {{imported}} · Parked {{parked}}',
  empty: 'Each pass over a source of a channel appears here.',
});

import { texts } from '../../../kit/text.ts';

export const t = texts('engine.incidents', {
  title: 'Incidents',
  hint: 'What was refused and must be remembered, and faults of the program with the reference people were told. Nothing of it was saved to the books.',
  kind: 'What',
  all: 'All kinds',
  at: 'When',
  actor: 'Who',
  operation: 'Tried to',
  detail: 'What is known of it',
  empty: 'Nothing has gone wrong.',
  older: 'Older',
  newest: 'Newest',
  fault: 'Fault',
  oversell: 'Oversell',
  'blocked-by-hold': 'Blocked by a hold',
  'wrong-scan': 'Wrong scan',
  'stopped-lot': 'Lot stopped',
  'stock-push-doubted': 'Stock for a channel doubted',
});

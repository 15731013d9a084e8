import { texts } from '../../../kit/text.ts';

export const t = texts('engine.outbox', {
  title: 'Outbox',
  dead: 'Dead letters',
  noDead: 'Everything that was sent arrived, or is still being tried.',
  newest: 'Newest',
  empty: 'Messages to channels and partners appear here.',
  state: 'State',
  number: 'No.',
  kind: 'Kind',
  target: 'To',
  attempts: 'Tries',
  error: 'What went wrong',
  next: 'Next try',
  done: 'Arrived',
  again: 'Send {{number}} again',
});

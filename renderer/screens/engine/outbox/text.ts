import { texts } from '../../../kit/text.ts';

export const t = texts('engine.outbox', {
  title: 'Outbox',
  all: 'All',
  dead: 'Dead letters',
  tried: 'Still tried',
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

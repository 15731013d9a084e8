import { texts } from '../../../kit/text.ts';

export const t = texts('engine.schedules', {
  title: 'Schedules',
  add: 'Add schedule',
  does: 'Does',
  name: 'Name',
  when: 'When',
  zone: 'In time zone',
  next: 'Next run',
  nextHint: 'In your own time',
  last: 'Last run',
  came: 'What came of it',
  never: 'Has not run yet',
  actor: 'Set by',
  state: 'State',
  on: 'On',
  off: 'Off',
  empty: 'Nothing runs by itself. Add a schedule, for instance a backup every night.',
});

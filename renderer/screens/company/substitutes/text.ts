import { texts } from '../../../kit/text.ts';

export const t = texts('company.substitutes', {
  title: 'Substitutes',
  hint: 'Who decides on requests in your place while you are away, and for whom you decide. Nobody decides on a request of their own.',
  add: 'Name substitute',
  end: 'End {{delegate}}',
  delegate: 'Who decides',
  user: 'In place of',
  from: 'From',
  to: 'To',
  none: 'Nobody decides in your place, and you in nobody’s.',
});

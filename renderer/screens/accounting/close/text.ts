import { texts } from '../../../kit/text.ts';

export const t = texts('accounting.close', {
  title: 'Close',
  year: 'Financial year {{year}}, {{from}} to {{to}}',
  period: 'Month',
  lock: 'Books',
  open: 'Open',
  locked: 'Locked',
  final: 'Locked for good',
  signed: 'Signed off',
  of: '{{signed}} of {{items}}',
  empty: 'There is no month.',
  none: 'No financial year is open yet. Open the first one to see its months and what has to be settled before each is closed.',
  openFirst: 'Open first financial year',
  openNext: 'Open financial year from {{from}}',
  carry: 'Carry result of {{year}} to equity',
  takeBack: 'Take result of {{year}} back',
  carried: 'Result of {{result}} {{currency}} carried to equity',
  startsOn: 'First day',
  startsHint: 'The first of a month. Later years begin with the month of the setting "fiscal year start".',
});

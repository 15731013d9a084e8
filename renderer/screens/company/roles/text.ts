import { texts } from '../../../kit/text.ts';

export const t = texts('company.roles', {
  title: 'Roles',
  name: 'Role',
  code: 'Code',
  people: 'People',
  permissions: 'May do',
  everything: 'Everything',
  standard: 'Standard',
  same: 'As it comes',
  differs: 'Differs',
  own: 'Your own',
  empty: 'There is no role.',
  add: 'Add role',
  codeHint: 'Lower-case letters and dashes; it stays',
  nameHint: 'What it may do is said on the next page',
});

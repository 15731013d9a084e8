import { texts } from '../../../kit/text.ts';

export const t = texts('company.users', {
  title: 'Users',
  name: 'Name',
  login: 'Signs in as',
  loginHint: 'The name typed at sign-in; a link for the first time is made on the next page',
  role: 'Role',
  roles: 'Roles',
  state: 'State',
  active: 'Active',
  deactivated: 'Deactivated',
  add: 'Add user',
  empty: 'Nobody may come in.',
});

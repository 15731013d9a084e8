import { texts } from '../../../kit/text.ts';

export const t = texts('company.role', {
  crumb: 'Roles',
  code: 'Code',
  people: 'People',
  mayDo: 'May do',
  everything: 'Everything, now and later',
  chosen_one: '{{count, number}} permission',
  chosen_other: '{{count, number}} permissions',
  history: 'History',
  name: 'Name',
  login: 'Signs in as',
  nobody: 'Nobody has this role.',
  unknown: 'There is no such role',
  look: 'Look in the list of roles.',
  save: 'Save changes',
  rename: 'Rename role',
  wholeRoom: 'All of it, and what is added later',
  opens_one: '{{told}}; and {{count, number}} more',
  opens_other: '{{told}}; and {{count, number}} more',
  roomName: 'Permissions of {{room}}',
});

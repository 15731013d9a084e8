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
  reason: 'Why',
  reasonHint: 'Stands in the audit log',
  wholeRoom: 'All of it, and what is added later',
  opens: '{{summaries}}',
  roomName: 'Permissions of {{room}}',
});

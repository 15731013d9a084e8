import { texts } from '../../../kit/text.ts';

export const t = texts('company.approvalPolicies', {
  title: 'Approval policies',
  add: 'Add policy',
  none: 'Nothing needs approval here yet. A policy says which command waits for whom above which value.',
  name: 'Policy',
  nameHint: 'As whoever meets it reads it, for example: Refunds above 100',
  operation: 'Command',
  measure: 'Measured',
  measure_posted: 'Value it posts',
  measure_records: 'Records it touches',
  measure_always: 'Always',
  above: 'Above',
  aboveHint: 'In {{currency}} for value, a number for records; only more than this waits',
  approvers: 'Who can approve',
  approversHint: 'Nobody approves what they asked for themselves',
  role: 'Role {{name}}',
  permission: 'Permission {{name}}',
  expires: 'Waits for days',
  state: 'State',
  on: 'In force',
  off: 'Off',
});

import { texts } from '../../../kit/text.ts';

export const t = texts('company.approvalPolicy', {
  crumb: 'Approval policies',
  unknown: 'There is no such policy',
  look: 'Look in the list of policies.',
  change: 'Change policy',
  switchOff: 'Switch off',
  switchOn: 'Switch on',
  on: 'In force',
  off: 'Off',
  name: 'Policy',
  operation: 'Command',
  measure: 'Measured',
  measure_posted: 'Value it posts',
  measure_records: 'Records it touches',
  measure_always: 'Always',
  above: 'Above',
  aboveHint: 'Only more than this waits',
  approvers: 'Who can approve',
  expires: 'Waits for days',
  history: 'History',
});

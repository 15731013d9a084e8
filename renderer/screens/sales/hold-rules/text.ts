import { texts } from '../../../kit/text.ts';

export const t = texts('sales.holdRules', {
  title: 'Hold rules',
  add: 'Add rule',
  name: 'Rule',
  looksFor: 'Looks for',
  where: 'In',
  everywhere: 'all orders',
  severity: 'Does',
  block: 'Blocks',
  warn: 'Warns',
  owner: 'Looked after by',
  sla: 'Hours',
  slaHint: 'Hours somebody has to decide',
  open: 'Open holds',
  state: 'State',
  on: 'In use',
  off: 'Off',
  empty: 'No rule tests the orders that come in.',
});

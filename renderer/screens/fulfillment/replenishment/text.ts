import { texts } from '../../../kit/text.ts';

export const t = texts('fulfillment.replenishment', {
  title: 'Replenishment',
  open: 'To be carried',
  all: 'All',
  sku: 'SKU',
  item: 'Product',
  from: 'From',
  to: 'To',
  lot: 'Lot',
  asked: 'Asked',
  moved: 'Carried',
  why: 'Why',
  state: 'State',
  since: 'Since',
  warehouse: 'Warehouse',
  fill: 'Fill faces up',
  callOff: 'Call a task off',
  task: 'Task',
  taskWords: '{{qty, number}} {{sku}} from {{from}}',
  empty: 'Nothing is to be carried to a face. Set pick faces, then fill them up.',
});

import { texts } from '../../../kit/text.ts';

export const t = texts('accounting.periods', {
  title: 'Periods',
  area: 'Area',
  through: 'Locked through',
  open: 'Open',
  what: 'What it locks',
  all: 'Everything',
  sales: 'Invoices, credit notes and returns',
  purchases: 'Bills and receipts of goods',
  stock: 'Moves of stock and their cost',
  bank: 'Payments',
  tax: 'Everything that carries tax',
  hard: 'Everything, and it never moves back',
  lock: 'Lock {{area}}',
  day: 'Through',
  empty: 'There is no lock.',
});

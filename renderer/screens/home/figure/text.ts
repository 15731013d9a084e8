import { texts } from '../../../kit/text.ts';

export const t = texts('home.figure', {
  'ordered-today': 'Ordered today',
  'orders-due': 'Orders due',
  'orders-on-hold': 'Orders on hold',
  'orders-short': 'Orders short of stock',
  'exceptions-open': 'Channel exceptions',
  'shipped-today': 'Parcels today',
  'units-shipped-today': 'Units shipped today',
  'units-still-due': 'Units still due',
  'stock-value': 'Stock',
  revenue: 'Revenue',
  margin: 'Margin',
  day: 'Day',
  label: 'Number',
  detail: 'What it is',
  value: 'Value',
  'value-money': 'Value {{currency}}',
  sum: 'Sum {{sum}}',
  period: '{{from}} to {{to}}',
  unknown: 'There is no such figure. Home shows those there are.',
  empty: 'Nothing counts towards this figure.',
});

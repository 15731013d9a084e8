import { texts } from '../../../kit/text.ts';

export const t = texts('inventory.warehouses', {
  title: 'Warehouses',
  code: 'Code',
  codeHint: 'Short, such as LON; it stays, and the codes of its places and its account begin with it',
  name: 'Name',
  country: 'Country',
  countryHint: 'Two letters, such as GB; tax is reckoned from where goods are sent',
  delivery: 'Delivers',
  steps_one: '{{count, number}} step',
  steps_other: '{{count, number}} steps',
  deliveryHint: 'Ship in one step, or pick, pack and ship; changed where waves are released',
  places: 'Places',
  placesHint: 'Places that are open',
  onHand: 'Units on hand',
  onHandHint: 'All products together, whatever their status',
  areas: 'Valuation areas',
  areasHint: 'Each has an inventory account of its own in the books',
  value: 'Value {{currency}}',
  all: 'All',
  empty: 'No warehouse is within your access.',
  add: 'Add warehouse',
});

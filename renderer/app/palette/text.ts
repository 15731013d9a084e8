import { texts } from '../../kit/text.ts';

/** What the palette says. */
export const t = texts('app.palette', {
  ask: 'Go to a room, a record, or do something',
  here: 'On this screen',
  rooms: 'Rooms and screens',
  recent: 'Looked at last',
  found: 'Found',
  window: 'This window',
  nothing: 'Nothing is called that. Try a number, a SKU or a name.',
  item: 'item',
  order: 'order',
  invoice: 'invoice',
  shipment: 'shipment',
  return: 'return',
  party: 'party',
  searching: 'Searching …',
  goTo: 'Go to {{place}}',
  goKey: 'G {{key}}',
  hint: 'Ctrl K',
  open: 'Search or do something',
  light: 'Light colours',
  dark: 'Dark colours',
  system: 'Colours of the system',
  dense: 'Dense rows',
  roomy: 'Roomy rows',
  keys: 'Keys of this screen',
});

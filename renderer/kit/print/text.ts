import { texts } from '../text.ts';

export const t = texts('kit.print', {
  print: 'Print',
  printing: 'Writing {{title}} ...',
  invoice: 'Invoice {{number}}',
  quote: 'Quote {{number}}',
  'packing-slip': 'Packing slip {{number}}',
  'pick-list': 'Pick list for {{number}}',
  label: 'Label {{number}}',
  'dunning-letter': 'Letter {{number}}',
  'customer-statement': 'Statement of {{number}}',
  verb: 'Print {{title}}',
  ended: '{{title}} was not written: {{error}}',
  late: '{{title}} takes long. It goes on as a job; print it again in a while.',
});

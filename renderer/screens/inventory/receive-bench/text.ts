import { texts } from '../../../kit/text.ts';

export const t = texts('inventory.receiveBench', {
  title: 'Receive bench',
  transfer: 'Receive {{number}}',
  askTransfer: 'Scan the number of a transfer under way',
  askItem: 'Scan each product as it comes out of the box',
  none: 'No transfer {{code}} is under way',
  opened: '{{number}} from {{from}}: {{units}}',
  units_one: '{{count, number}} unit',
  units_other: '{{count, number}} units',
  right: '{{sku}}: {{done, number}} of {{of, number}}',
  foreign: '{{code}} is not on this transfer',
  tooMany: '{{sku}}: scanned {{count, number}}, but only {{left, number}} more are under way. Put them aside and count them.',
  receive: 'Enter: receive {{units}}; what is missing stays under way',
  received: '{{number}}: {{units}} received',
});

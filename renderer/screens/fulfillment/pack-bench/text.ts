import { texts } from '../../../kit/text.ts';

export const t = texts('fulfillment.packBench', {
  title: 'Pack bench',
  order: 'Pack {{number}}',
  askOrder: 'Scan the number of an order',
  askItem: 'Scan each product into the parcel',
  noOrder: 'There is no order {{code}}',
  nothing: '{{number}} has nothing promised to it. Allocate it first.',
  opened: '{{number}} for {{party}}: {{units}}',
  units_one: '{{count, number}} unit',
  units_other: '{{count, number}} units',
  right: '{{sku}}: {{done, number}} of {{of, number}}',
  foreign: '{{code}} does not belong into this parcel',
  tooMany: '{{sku}}: scanned {{count, number}}, but only {{left, number}} more belong into this parcel',
  ship: 'All packed. Enter: ship {{units}}',
  shipped: '{{number}} is shipped',
});

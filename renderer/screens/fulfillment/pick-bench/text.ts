import { texts } from '../../../kit/text.ts';

export const t = texts('fulfillment.pickBench', {
  title: 'Pick bench',
  wave: 'Pick {{number}}',
  askWave: 'Scan the number of a wave',
  askPlace: 'Go to {{place}} and scan it',
  askProduct: '{{place}}: scan {{sku}}, or type how many',
  askLot: '{{place}}: scan lot {{lot}} of {{sku}}',
  lotRight: 'Lot {{lot}} is right',
  askTote: 'Put {{sku}} into {{tote}} and scan it',
  noWave: 'There is no wave {{code}}',
  nothing: '{{number}} has nothing left to pick',
  opened_one: '{{number}}: {{count, number}} pick',
  opened_other: '{{number}}: {{count, number}} picks',
  atPlace: '{{place}}: {{of, number}} {{sku}}',
  counted: '{{sku}}: {{done, number}} of {{of, number}}',
  picked: '{{sku}} is picked',
  done: '{{number}} is picked',
  short: 'Not there: report the rest of {{sku}} missing',
});

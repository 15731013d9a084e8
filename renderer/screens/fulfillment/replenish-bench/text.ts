import { texts } from '../../../kit/text.ts';

export const t = texts('fulfillment.replenishBench', {
  title: 'Replenish',
  task: 'Carry {{sku}} to {{to}}',
  go: 'Go to {{from}} and scan it',
  take: 'Take {{qty, number}} {{what}} to {{to}} and scan it; type how many if there were fewer',
  none: 'Scan a place to take from. Nothing waits: press Enter to look again',
  look: 'Press Enter to look for tasks',
  wrongPlace: 'Nothing is to be taken from {{code}}. Go to {{from}}',
  nothing: 'Nothing is to be carried',
  here: '{{from}}: take {{qty, number}} {{what}}',
  tooMany: '{{qty, number}} are more than the {{of, number}} asked for',
  fewer: '{{qty, number}} of {{of, number}}: scan {{to}}',
  done: '{{moved, number}} {{sku}} are in {{to}}',
  short: '{{moved, number}} {{sku}} are in {{to}}. {{from}} is to be counted',
  lot: '{{sku}} of lot {{lot}}',
});

import { texts } from '../../../kit/text.ts';

export const t = texts('fulfillment.packageType', {
  boxes: 'Boxes and bags',
  newBox: 'New box',
  gone: 'There is no such box',
  save: 'Save box',
  code: 'Code',
  codeHint: 'What a packer types or scans',
  name: 'Name',
  length: 'Length, mm',
  width: 'Width, mm',
  height: 'Height, mm',
  outside: 'Outside',
  tare: 'Empty, g',
  most: 'Bears, g',
  mostHint: 'With its goods and itself; empty for no limit',
  state: 'State',
  on: 'In use',
  off: 'Off',
});

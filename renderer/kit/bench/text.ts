import { texts } from '../text.ts';

export const t = texts('kit.bench', {
  scan: 'Scan',
  left: '{{done, number}} of {{of, number}}',
  ready: 'Ready',
});

import { texts } from '../text.ts';

export const t = texts('kit.upload', {
  another: 'Choose another file',
  inside: 'What {{name}} holds',
  jobStopped: 'It was stopped before its end.',
  choose: 'Choose a file',
  drop: 'or drop it here',
  sending: 'Sending {{name}}',
  sent: '{{sent, number}} of {{all, number}} KB',
  stop: 'Stop',
  oneOnly: 'One file at a time: {{count, number}} were dropped.',
  empty: '{{name}} is empty.',
  stopped: 'Stopped; nothing was kept.',
});

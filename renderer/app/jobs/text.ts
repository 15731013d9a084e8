import { texts } from '../../kit/text.ts';

/** What the tray of jobs says. */
export const t = texts('app.jobs', {
  jobs: 'Jobs',
  running_one: '{{count, number}} job running',
  running_other: '{{count, number}} jobs running',
  none: 'Nothing runs. Imports, exports and long calculations appear here.',
  lately: 'Ended lately',
  waits: 'Waits for its turn',
  progress: '{{done, number}} of {{total, number}}',
  soFar: '{{done, number}} so far',
  cancel: 'Cancel',
  cancelOf: 'Cancel {{job}}',
  cancelling: 'Stops after this batch',
  done: '{{job}} is done.',
  ended: '{{job}}: {{state}}. {{error}}',
});

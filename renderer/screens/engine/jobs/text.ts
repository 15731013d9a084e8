import { texts } from '../../../kit/text.ts';

export const t = texts('engine.jobs', {
  title: 'Jobs',
  all: 'All',
  going: 'Going on',
  failed: 'Failed',
  state: 'State',
  kind: 'Kind',
  progress: 'Progress',
  message: 'What it says',
  attempts: 'Tries',
  who: 'Asked by',
  since: 'Since',
  ended: 'Ended',
  empty: 'Long work appears here: imports, examinations, backups.',
  cancel: 'Cancel {{kind}} of {{at}}',
  retry: 'Try {{kind}} of {{at}} again',
});

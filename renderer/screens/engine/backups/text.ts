import { texts } from '../../../kit/text.ts';

export const t = texts('engine.backups', {
  title: 'Backups',
  make: 'Back up now',
  verify: 'Verify backup',
  which: 'Backup of',
  running: 'Copying: {{done, number}} % {{what}}',
  at: 'When',
  verdict: 'Verdict',
  unread: 'Not read yet',
  sound: 'Sound',
  commit: 'Commit',
  bytes: 'Bytes',
  head: 'Head of the audit chain',
  file: 'File on the server',
  empty: 'There is no backup yet. A backup is made while people go on working.',
  restore: 'Restore',
  how: 'A backup never replaces a company in use: it is put in place as a new file, proved by the doctor, and then served. On the server:',
  command: 'npm run restore -- --from "{{file}}" --to "{{target}}"',
  target: '<new company file>',
  afterwards: 'The copied contents of files come along. The head of the audit chain above is the proof that nothing before it was changed.',
});

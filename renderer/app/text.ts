import { texts } from '../kit/text.ts';

/** What the frame around every screen says. */
export const t = texts('app', {
  rooms: 'Rooms',
  goKey: 'G then {{key}}',
  nowhere: 'There is nothing at this address',
  chooseRoom: 'Choose a room on the left.',
  account: 'Account',
  choosePassword: '{{name}}: choose a password',
  signOut: 'Sign out',
  newestCommit: 'Newest commit seen: {{count, number}}',
  connected: 'Connected',
  noConnection: 'No connection, trying again',
});

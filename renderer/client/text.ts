import { texts } from '../kit/text.ts';

/** What is said where no answer of the engine could be read; its refusals and faults bring their own sentences. */
export const t = texts('client', {
  unreachable: 'The server does not answer. What you see is what it last sent; it refreshes when the connection is back.',
  noWords: 'The server answered {{status}} without words. Try again, or look at its log.',
  noAnswer: 'The server answered without words. Try again, or look at its log.',
  letGo: 'This window let go of the server.',
  window: 'This window could not show the answer: {{why}}',
});

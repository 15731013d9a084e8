import { texts } from '../kit/text.ts';

/** What is said where no answer of the engine could be read; its refusals and faults bring their own sentences. */
export const t = texts('client', {
  unreachable: 'The server does not answer. What you see is what it last sent; it refreshes when the connection is back.',
  notLoaded: 'This screen could not be loaded: the server does not answer, or it has been renewed. Ask again to load the window anew.',
  noWords: 'The server answered {{status}} without words. Try again, or look at its log.',
  noAnswer: 'The server answered without words. Try again, or look at its log.',
  letGo: 'This window let go of the server.',
  window: 'A fault of this window: {{why}}. It changed nothing. Who looks after it needs the reference {{reference}}.',
});

import { notifications } from '@mantine/notifications';
import type { Tone } from './column.ts';
import { t } from './kit-text.ts';

const COLOURS: Readonly<Record<Tone, string>> = { good: 'teal', warn: 'yellow', bad: 'red', quiet: 'gray' };
const SHOWN_MS = 5000;

/**
 * Says in a corner that something is done, without taking the keyboard. What went wrong stays until it is put away; the
 * rest goes by itself. The same `about` replaces what was said before.
 */
export function tell(message: string, tone: Tone = 'good', about?: string): void {
  const note = {
    message,
    color: COLOURS[tone],
    autoClose: tone === 'bad' ? (false as const) : SHOWN_MS,
    closeButtonProps: { 'aria-label': t('putAway') },
  };
  if (about === undefined) notifications.show(note);
  else {
    notifications.hide(about);
    notifications.show({ ...note, id: about });
  }
}

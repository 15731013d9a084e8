import { verbWords, words } from '../format.ts';
import { t } from './text.ts';

/** A command as a person reads it. */
export interface Told {
  readonly operation: string;
  readonly actor: string;
  readonly reasonCode: string | null;
  readonly reason: string | null;
}

/** Verbs whose past is not made by `ed`. */
const PAST: Readonly<Record<string, string>> = {
  cancel: 'cancelled',
  give: 'gave',
  make: 'made',
  map: 'mapped',
  pay: 'paid',
  put: 'put',
  run: 'ran',
  send: 'sent',
  set: 'set',
  ship: 'shipped',
  take: 'took',
  write: 'wrote',
};
const past = (verb: string): string =>
  PAST[verb] ?? (verb.endsWith('e') ? `${verb}d` : /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ied` : `${verb}ed`);

/** What was done, as the middle of a sentence: `cancelled order`; for operations without words of their own from their name. */
export function did(operation: string): string {
  const own = t(operation as 'more');
  if (own !== operation) return own;
  const [verb = '', ...rest] = verbWords(operation).toLowerCase().split(' ');
  return [past(verb), ...rest].join(' ');
}

interface About {
  readonly table?: string;
  readonly name: string;
}

/** Tables whose rows are called by a name of the program: a request by the command that waits in it, a setting by what it sets. */
const BY_PROGRAM: ReadonlySet<string> = new Set(['approval_request', 'setting']);
/** A record as people call it. */
export const nameWords = (table: string, name: string): string => (BY_PROGRAM.has(table) ? verbWords(name) : name);

/** What kind of record a table holds: `Sales order`. */
export const tableWords = (table: string): string => (table === 'app_user' ? t('user') : words(table));

/** Names of what a command was about: `SO-2026-00001, SO-2026-00002 and others`. */
export const aboutWords = (about: readonly About[]): string => {
  const names = about.map((a) => nameWords(a.table ?? '', a.name)).join(', ');
  return about.length > 2 ? t('more', { names }) : names;
};

/** The words of a reason: the code's, the person's, or both. */
export const reasonWords = ({ reasonCode, reason }: Pick<Told, 'reasonCode' | 'reason'>): string =>
  [reasonCode, reason].filter((part) => part !== null).join(': ');

/** The whole sentence: who did what to which document. */
export const sentence = (c: Told & { readonly about: readonly About[] }): string =>
  [c.actor, did(c.operation), aboutWords(c.about)].filter(Boolean).join(' ');

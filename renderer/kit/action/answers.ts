import type { Ask } from './action.ts';

/** What stands in the fields of an action to begin with. */
export const startOf = (asks: readonly Ask[]): Readonly<Record<string, string>> =>
  Object.fromEntries(asks.map((a) => [a.name, a.start ?? a.options?.[0]?.value ?? '']));

/** What was answered; a field left empty is absent. */
export const answered = (answers: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(answers).flatMap(([name, text]) => (text.trim() === '' ? [] : [[name, text.trim()]])));

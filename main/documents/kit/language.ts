import { createInstance } from 'i18next';
import type { PAPER_LANGUAGES } from '../../../preload/contract/documents.ts';

export type Language = (typeof PAPER_LANGUAGES)[number];
/** How each language writes numbers and days. */
export const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE' };

const languages = createInstance();
// Everything is in memory, so the instance is ready when this returns.
await languages.init({
  initAsync: false,
  keySeparator: false,
  nsSeparator: false,
  ns: [],
  resources: {},
  interpolation: { escapeValue: false },
});

/** Key of a sentence as it is asked for: `rows_one` and `rows_other` are both `rows`. */
type KeyOf<C> = { [K in keyof C & string]: K extends `${infer Stem}_${'one' | 'other'}` ? Stem : K }[keyof C & string];
/** Says a sentence of a document in its language. */
export type Say<C> = (key: KeyOf<C>, values?: Readonly<Record<string, string | number>>) => string;

/**
 * The sentences of one document in every language there is; a translation that lacks one does not compile.
 * @param namespace the document's name, used once
 */
export function texts<const C extends Readonly<Record<string, string>>>(
  namespace: string,
  english: C,
  others: Readonly<Record<Exclude<Language, 'en'>, Readonly<Record<keyof C, string>>>>,
): (language: Language) => Say<C> {
  languages.addResourceBundle('en', namespace, english);
  for (const [language, catalogue] of Object.entries(others)) languages.addResourceBundle(language, namespace, catalogue);
  return (language) =>
    (key, values = {}) =>
      String(languages.t(key as string, { ...values, ns: namespace, lng: language }));
}

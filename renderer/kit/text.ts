import { createInstance } from 'i18next';

/** The language the sentences are written in, and the one that steps in where a translation lacks one. */
const WRITTEN_IN = 'en';
/** The name browsers give to English with strange letters: whatever still reads plain in it was never translatable. */
const STRANGE = 'en-XA';

/** The person's language and the way they write numbers and days. */
export const LOCALE: string = navigator.language;

const languages = createInstance();
// Everything is in memory, so the instance is ready when this returns; what could be rejected is the loading of files.
languages
  .init({
    lng: LOCALE,
    fallbackLng: WRITTEN_IN,
    initAsync: false,
    keySeparator: false,
    nsSeparator: false,
    ns: [],
    resources: {},
    // React escapes what it draws; escaping here as well would show `&amp;` in a company's name.
    interpolation: { escapeValue: false },
  })
  .catch((error: unknown) => reportError(error));

/** Key of a sentence as it is asked for: the plural forms `rows_one` and `rows_other` are both `rows`. */
type KeyOf<C> = {
  [K in keyof C & string]: K extends `${infer Stem}_${'zero' | 'one' | 'two' | 'few' | 'many' | 'other'}` ? Stem : K;
}[keyof C & string];

/** A sentence in strange letters, its values and marks left as they are. */
const strange = (sentence: string): string =>
  sentence.replaceAll(/\$?{{?[^}]*}}?|[aeiouAEIOU]/g, (part) => (part.length > 1 ? part : `${part}\u0301`));
const written = (sentence: string): string => (LOCALE === STRANGE ? strange(sentence) : sentence);

/** A code of the contract such as `partly-shipped` in the person's language; English makes its words from the code itself. */
export const codeText = (code: string, english: string): string => languages.t(code, { ns: 'codes', defaultValue: written(english) });

/**
 * The sentences of one screen or one part of the kit, ready to be translated: they stand in a `text.ts` beside what shows
 * them and are asked for by key. `{{name}}` takes a value, `{{count, number}}` writes it as the locale does, and a key with
 * `_one` and `_other` follows the plural rules of the language.
 *
 * @param namespace what a translator finds them under, e.g. `sales.orders`; used once in the house
 * @param catalogue the sentences in English
 */
export function texts<const C extends Readonly<Record<string, string>>>(namespace: string, catalogue: C) {
  if (languages.hasResourceBundle(WRITTEN_IN, namespace)) {
    // A page under development loads a changed catalogue over the old one; in a build it would be two screens in one name.
    if (!import.meta.env.DEV) throw new Error(`two catalogues are called ${namespace}`);
    languages.removeResourceBundle(WRITTEN_IN, namespace);
  }
  const sentences = Object.fromEntries(Object.entries(catalogue).map(([key, sentence]) => [key, written(sentence)]));
  languages.addResourceBundle(WRITTEN_IN, namespace, sentences);
  return (key: KeyOf<C>, values: Readonly<Record<string, string | number>> = {}): string =>
    String(languages.t(key as string, { ...values, ns: namespace }));
}

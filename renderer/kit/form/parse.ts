import { money, price } from '../format.ts';
import type { Wrong } from './draft.ts';
import { readMoney, readPacked, readPrice, readQuantity, readShare, typedShare } from './read.ts';
import { t } from './text.ts';

/** An example of an amount the way the person's locale writes it. */
const EXAMPLE = 1250;
const EXAMPLE_SHARE = 125_000;

/** Reads the fields of a form one by one and collects what is wrong with them, each beside its field. */
export class Reader {
  readonly #wrong: Record<string, string> = {};

  get wrong(): Wrong | undefined {
    return Object.keys(this.#wrong).length > 0 ? this.#wrong : undefined;
  }

  /** Text that has to be there. */
  text(name: string, typed: string | undefined): string {
    const text = (typed ?? '').trim();
    if (text === '') this.#wrong[name] = t('needed');
    return text;
  }

  /** A whole quantity in steps. */
  quantity(name: string, typed: string | undefined): number {
    return this.#number(name, typed, (text) => readQuantity(text), t('badQty'));
  }

  /** A whole quantity of single units, or of the packs named behind it. */
  packed(name: string, typed: string | undefined): { readonly qty: number; readonly pack?: string } {
    const read = readPacked(typed ?? '');
    if (read) return read;
    return { qty: this.quantity(name, typed) };
  }

  /** An amount in minor units. */
  money(name: string, typed: string | undefined, currency: string): number {
    return this.#number(name, typed, (text) => readMoney(text, currency), t('badMoney', { example: money(EXAMPLE, currency) }));
  }

  /** A price or unit cost in micros. */
  price(name: string, typed: string | undefined, currency: string): number {
    return this.#number(name, typed, (text) => readPrice(text), t('badPrice', { example: price(EXAMPLE * 10_000, currency) }));
  }

  /** A percentage in millionths. */
  share(name: string, typed: string | undefined): number {
    return this.#number(name, typed, (text) => readShare(text), t('badPercent', { example: typedShare(EXAMPLE_SHARE) }));
  }

  /** Says that something is wrong with a field. */
  say(name: string, sentence: string): void {
    this.#wrong[name] = sentence;
  }

  #number(name: string, typed: string | undefined, read: (text: string) => number | undefined, sentence: string): number {
    const text = (typed ?? '').trim();
    const value = text === '' ? undefined : read(text);
    if (value === undefined) this.#wrong[name] = text === '' ? t('needed') : sentence;
    return value ?? 0;
  }
}

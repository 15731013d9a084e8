import { parseMinor } from '../../../preload/contract/values/money.ts';
import { texts } from '../text.ts';
import type { Ask } from './action.ts';

const t = texts('kit.typed', {
  amount: 'Write an amount such as 12.50, without signs and separators',
  quantity: 'Write a whole number',
});

const isQuantity = (text: string) => /^\d{1,12}$/.test(text);
const isAmount = (text: string, currency: string) => (parseMinor(text, currency) ?? -1) >= 0;

type Named = Pick<Ask, 'name' | 'label' | 'hint' | 'start' | 'optional'>;

/** Asks an amount of money in major units; `amountOf` reads the answer. */
export const askAmount = (ask: Named, currency: string): Ask => ({
  ...ask,
  kind: 'text',
  unreadable: (text) => (isAmount(text, currency) ? undefined : t('amount')),
});

/** Asks a quantity; `quantityOf` reads the answer. */
export const askQuantity = (ask: Named): Ask => ({
  ...ask,
  kind: 'text',
  unreadable: (text) => (isQuantity(text) ? undefined : t('quantity')),
});

/** Minor units of an answer; 0 for none. The dialog lets only readable ones through. */
export const amountOf = (text: string | undefined, currency: string): number =>
  text === undefined ? 0 : (parseMinor(text, currency) ?? 0);

/** Steps of an answer; 0 for none. */
export const quantityOf = (text: string | undefined): number => (text === undefined ? 0 : Number(text));

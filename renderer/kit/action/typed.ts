import { type Rate, rateFrom } from '../../../preload/contract/values/rate.ts';
import { readDecimal, readMoney, readPrice, readQuantity, readShare, typedShare } from '../form/read.ts';
import { decimal, money, price } from '../format.ts';
import { texts } from '../text.ts';
import type { Ask } from './action.ts';

const t = texts('kit.typed', {
  amount: 'Write an amount such as {{example}}',
  share: 'Write a percentage from 0 to 100 such as {{example}}',
  quantity: 'Write a whole number',
  price: 'Write a price per unit such as {{example}}; at most six decimals',
  rate: 'Write a rate above nought such as {{example}}; at most nine decimals',
});

/** In minor units: large enough to show how groups and decimals are written here. */
const EXAMPLE = 125_050;
/** The same in micros. */
const EXAMPLE_PRICE = 12_500_000;

const EXAMPLE_SHARE = 125_000;
const EXAMPLE_RATE = '0.9215';

type Named = Pick<Ask, 'name' | 'label' | 'hint' | 'start' | 'optional'>;

/** Asks an amount of money in major units; `amountOf` reads the answer. */
export const askAmount = (ask: Named, currency: string): Ask => ({
  ...ask,
  kind: 'text',
  unreadable: (text) => ((readMoney(text, currency) ?? -1) >= 0 ? undefined : t('amount', { example: money(EXAMPLE, currency) })),
});

/** Asks a price per unit in major units; `priceOf` reads the answer. */
export const askPrice = (ask: Named, currency: string): Ask => ({
  ...ask,
  kind: 'text',
  unreadable: (text) => ((readPrice(text) ?? -1) >= 0 ? undefined : t('price', { example: price(EXAMPLE_PRICE, currency) })),
});

/** Asks a quantity; `quantityOf` reads the answer. */
export const askQuantity = (ask: Named): Ask => ({
  ...ask,
  kind: 'text',
  unreadable: (text) => (readQuantity(text) !== undefined ? undefined : t('quantity')),
});

/** Asks a percentage; `shareOf` reads the answer. */
export const askShare = (ask: Named): Ask => ({
  ...ask,
  kind: 'text',
  unreadable: (text) => (readShare(text) === undefined ? t('share', { example: typedShare(EXAMPLE_SHARE) }) : undefined),
});

/** Asks what one of a currency is worth in the company's; `rateOf` reads the answer. */
export const askRate = (ask: Named): Ask => ({
  ...ask,
  kind: 'text',
  unreadable: (text) => (rateIn(text) ? undefined : t('rate', { example: decimal(EXAMPLE_RATE) })),
});

const rateIn = (text: string): Rate | undefined => rateFrom(readDecimal(text) ?? '');

/** The rate of an answer. The dialog lets only readable ones through. */
export const rateOf = (text: string | undefined): Rate => rateIn(text ?? '') ?? { foreign: 1, company: 1 };

/** Minor units of an answer; 0 for none. The dialog lets only readable ones through. */
export const amountOf = (text: string | undefined, currency: string): number => (text === undefined ? 0 : (readMoney(text, currency) ?? 0));

/** Micros of an answer; 0 for none. */
export const priceOf = (text: string | undefined): number => (text === undefined ? 0 : (readPrice(text) ?? 0));

/** Steps of an answer; 0 for none. */
export const quantityOf = (text: string | undefined): number => (text === undefined ? 0 : (readQuantity(text) ?? 0));

/** Millionths of an answer; 0 for none. */
export const shareOf = (text: string | undefined): number => (text === undefined ? 0 : (readShare(text) ?? 0));

import { type Action, action } from '../../../kit/action/action.ts';
import { askRate, rateOf } from '../../../kit/action/typed.ts';
import { t } from './text.ts';

/** Enters what a currency is worth on a day. */
export const enterRate = (currency: string, today: string): Action =>
  action({
    verb: t('enter'),
    operation: 'accounting.setRate',
    asks: [
      { name: 'currency', label: t('code'), kind: 'text' },
      { name: 'on', label: t('on'), kind: 'day', start: today },
      askRate({ name: 'rate', label: t('worth', { currency }) }),
    ],
    input: ({ currency: code = '', on = today, rate }) => ({ currency: code.trim().toUpperCase(), on, rate: rateOf(rate) }),
  });

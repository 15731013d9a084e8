import type { OutputOf } from '../../../client/operations.ts';
import { type Ask, action } from '../../../kit/action/action.ts';
import { words } from '../../../kit/format.ts';
import { t } from './text.ts';

type Account = OutputOf<'banking.listBankAccounts'>['rows'][number];

/** What files the company can write in the currency of its books. */
const formatOf = (currency: string): 'sepa' | 'nacha' | 'list' => (currency === 'EUR' ? 'sepa' : currency === 'USD' ? 'nacha' : 'list');

/** Stating what a payment file tells the bank of the company, by the kind of file the currency of the account allows. */
export function statePayer(b: Account, company: string) {
  const format = formatOf(b.currency);
  const known = b.payer?.format === format ? b.payer : null;
  const ask = (name: string, label: string, start: string | null | undefined, more: Partial<Ask> = {}): Ask => ({
    name,
    label,
    kind: 'text',
    start: start ?? '',
    ...more,
  });
  const asks = [
    ask('name', t('payerName'), known?.name ?? company, { hint: t('payerHint', { format: words(format) }) }),
    ...(format === 'sepa' ? [ask('bic', t('bic'), known?.bankCode, { optional: true })] : []),
    ...(format === 'nacha'
      ? [
          ask('routing', t('routing'), known?.bankCode),
          ask('bankName', t('bankName'), known?.bankName),
          ask('companyCode', t('companyCode'), known?.companyCode, { hint: t('companyCodeHint') }),
        ]
      : []),
  ];
  return action({
    verb: t('statePayer'),
    operation: 'banking.setPayer',
    asks,
    input: ({ name = '', bic, routing = '', bankName = '', companyCode = '' }) => {
      if (format === 'list') return { bankAccountId: b.id, payer: { format, name } };
      if (format === 'sepa') return { bankAccountId: b.id, payer: { format, name, ...(bic === undefined ? {} : { bic }) } };
      return { bankAccountId: b.id, payer: { format, name, routing, bankName, companyCode } };
    },
    expect: [{ id: b.id, revision: b.revision }],
  });
}

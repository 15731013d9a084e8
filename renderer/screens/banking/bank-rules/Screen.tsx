import { useMemo } from 'react';
import { useCurrency } from '../../../client/connection.ts';
import { Actions } from '../../../kit/action/Actions.tsx';
import { type Action, action } from '../../../kit/action/action.ts';
import { amountOf, askAmount } from '../../../kit/action/typed.ts';
import type { Column } from '../../../kit/column.ts';
import { Page } from '../../../kit/Page.tsx';
import { Rows } from '../../../kit/Rows.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { t } from './text.ts';
import { type Rule, thenOf, whenOf } from './words.ts';

const PERCENT_PPM = 10_000;
const STEP = 10;
const DIRECTIONS = ['either', 'in', 'out'] as const;

const columnsIn = (currency: string): readonly Column<Rule>[] => [
  { id: 'position', title: t('position'), width: 80, numeric: true, text: (r) => String(r.position) },
  { id: 'name', title: t('name'), width: 180, text: (r) => r.name },
  { id: 'account', title: t('account'), width: 160, text: (r) => r.bankAccountName ?? t('every') },
  { id: 'when', title: t('when'), grow: true, text: (r) => whenOf(r, currency) },
  { id: 'then', title: t('outcome'), width: 360, text: (r) => thenOf(r, currency) },
  {
    id: 'state',
    title: t('state'),
    width: 90,
    dot: true,
    text: (r) => t(r.active ? 'on' : 'off'),
    tone: (r) => (r.active ? 'good' : 'quiet'),
  },
];

const words = (text: string | undefined): string[] => (text ?? '').split(',').flatMap((w) => (w.trim() === '' ? [] : [w.trim()]));

function addRule(currency: string, next: number, accounts: readonly { value: string; text: string }[]): Action {
  const text = (name: string, label: string, hint?: string) => ({
    name,
    label,
    kind: 'text' as const,
    optional: true,
    ...(hint ? { hint } : {}),
  });
  return action({
    verb: t('add'),
    operation: 'banking.setBankRule',
    asks: [
      { name: 'name', label: t('name'), kind: 'text' },
      { name: 'position', label: t('position'), kind: 'text', start: String(next), hint: t('positionHint') },
      {
        name: 'direction',
        label: t('direction'),
        kind: 'choice',
        start: 'either',
        options: DIRECTIONS.map((value) => ({ value, text: t(value) })),
      },
      text('partner', t('partner')),
      text('contains', t('contains'), t('containsHint')),
      text('containsNot', t('containsNot'), t('containsHint')),
      askAmount({ name: 'atLeast', label: t('atLeast', { currency }), optional: true }, currency),
      askAmount({ name: 'atMost', label: t('atMost', { currency }), optional: true }, currency),
      text('pattern', t('pattern'), t('patternHint')),
      { name: 'accountId', label: t('postTo'), kind: 'choice', options: accounts },
      {
        name: 'share',
        label: t('share'),
        kind: 'text',
        start: '100',
        unreadable: (given) => (/^([1-9]\d?|100)$/.test(given) ? undefined : t('shareNumber')),
      },
    ],
    input: ({ name = '', position, direction, partner, contains, containsNot, atLeast, atMost, pattern, accountId = '', share }) => ({
      name,
      position: Number(position),
      conditions: {
        direction: DIRECTIONS.find((d) => d === direction) ?? 'either',
        contains: words(contains),
        containsNot: words(containsNot),
        ...(partner === undefined ? {} : { partner }),
        ...(atLeast === undefined ? {} : { atLeast: amountOf(atLeast, currency) }),
        ...(atMost === undefined ? {} : { atMost: amountOf(atMost, currency) }),
        ...(pattern === undefined ? {} : { pattern }),
      },
      lines: [{ accountId, amount: { kind: 'of-balance' as const, ppm: Number(share) * PERCENT_PPM } }],
    }),
  });
}

/** How lines that look alike are posted, in the order in which rules are asked. */
export default function BankRules() {
  const currency = useCurrency();
  const asked = useAsk('banking.listBankRules', {});
  const chart = useAsk('accounting.listAccounts', { limit: 500 }).output;
  const columns = useMemo(() => columnsIn(currency), [currency]);
  const actions = useMemo(() => {
    const accounts = (chart?.rows ?? []).filter((a) => !a.openItems && a.managedBy === null && a.active);
    const last = asked.output?.rows.at(-1)?.position ?? 0;
    return [
      addRule(
        currency,
        last + STEP,
        accounts.map((a) => ({ value: a.id, text: `${a.code} ${a.name}` })),
      ),
    ];
  }, [asked.output, chart, currency]);
  return (
    <Page actions={<Actions actions={actions} />} title={t('title')}>
      <Rows asked={asked} columns={columns} empty={t('empty')} label={t('title')} rowId={(r) => r.id} />
    </Page>
  );
}

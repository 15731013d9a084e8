import { zPolicies } from '../../../../preload/contract/company.ts';
import { parseDecimal } from '../../../../preload/contract/values/money.ts';
import type { OutputOf } from '../../../client/operations.ts';
import { type Action, type Ask, action } from '../../../kit/action/action.ts';
import { words } from '../../../kit/format.ts';
import { t } from './text.ts';

export type Setting = OutputOf<'company.listSettings'>['rows'][number];
type Company = OutputOf<'company.getCompany'>;

const REASON_KINDS = ['count', 'write-down', 'return', 'hold-release', 'refund', 'cancel', 'price-override'] as const;
const PERCENT_EXPONENT = 4;
const reason: Ask = { name: 'reason', label: t('reason'), kind: 'text', hint: t('reasonHint') };
const options = (values: readonly string[]) => values.map((value) => ({ value, text: words(value) }));

/** A role as the company calls it. */
export type Role = OutputOf<'company.listRoles'>['rows'][number];

/** What may stand in a policy that is a list: roles of the company, or the words of its schema. */
const listOptions = (key: string, roles: readonly Role[]) =>
  key === 'secondFactorRoles' ? roles.map((r) => ({ value: r.role, text: r.name })) : options(REASON_KINDS);

const listed = (value: unknown): string => (Array.isArray(value) ? value.filter((v) => typeof v === 'string').join() : '');

/** What a policy may be, as its schema says it: one of some words, some of them, or a number. */
function valueAsked(setting: Setting, roles: readonly Role[]): Ask | undefined {
  const schema = zPolicies.shape[setting.key as keyof typeof zPolicies.shape]?.unwrap();
  if (schema === undefined) return undefined;
  if (Array.isArray(setting.fallback)) {
    if (setting.key === 'firstTiers')
      return { name: 'value', label: t('value'), kind: 'text', hint: t('listHint'), start: listed(setting.value), optional: true };
    const choices = listOptions(setting.key, roles);
    const start = listed(setting.value);
    // Who may not see the roles chooses none of them.
    return choices.length === 0
      ? undefined
      : { name: 'value', label: t('value'), kind: 'choices', options: choices, start, optional: true };
  }
  const start = typeof setting.value === 'string' ? setting.value : JSON.stringify(setting.value);
  if ('options' in schema) return { name: 'value', label: t('value'), kind: 'choice', options: options(schema.options), start };
  return typeof setting.fallback === 'number' ? { name: 'value', label: t('value'), kind: 'text', start } : undefined;
}

/** One action per policy that can be chosen here. */
export const policyActions = (settings: readonly Setting[], roles: readonly Role[]): readonly Action[] =>
  settings.flatMap((setting) => {
    const value = valueAsked(setting, roles);
    if (!value) return [];
    const typed = (text: string) => {
      if (Array.isArray(setting.fallback)) return text.split(',').flatMap((word) => (word.trim() === '' ? [] : [word.trim()]));
      return typeof setting.fallback === 'number' ? Number(text) : text;
    };
    return [
      action({
        verb: t('change', { policy: policyWords(setting.key) }),
        operation: 'company.setPolicies',
        asks: [value, reason],
        input: (answers) => ({ [setting.key]: typed(answers['value'] ?? ''), reason: answers['reason'] ?? '' }),
      }),
    ];
  });

/** `keepQueueDays` as words. */
export const policyWords = (key: string): string => words(key.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)).toLowerCase();

export const renameAction = (company: Company): Action =>
  action({
    verb: t('rename'),
    operation: 'company.changeCompany',
    asks: [{ name: 'name', label: t('name'), kind: 'text', start: company.name }, reason],
    input: (answers) => ({ companyId: company.id, name: answers['name'] ?? '', reason: answers['reason'] ?? '' }),
    expect: [{ id: company.id, revision: company.revision }],
  });

export const addReasonCode: Action = action({
  verb: t('addReason'),
  operation: 'company.setReasonCode',
  asks: [
    { name: 'code', label: t('code'), kind: 'text' },
    { name: 'kind', label: t('kind'), kind: 'choice', options: options(REASON_KINDS) },
    { name: 'text', label: t('text'), kind: 'text' },
  ],
  input: (answers) => ({
    code: answers['code'] ?? '',
    kind: REASON_KINDS.find((k) => k === answers['kind']) ?? 'count',
    text: answers['text'] ?? '',
  }),
});

/** A tax code is found by the class of the goods and the country they go to. */
export const addTaxCode = (classes: readonly { readonly code: string; readonly name: string }[]): Action =>
  action({
    verb: t('addTax'),
    operation: 'accounting.setTaxCode',
    asks: [
      { name: 'code', label: t('code'), kind: 'text' },
      { name: 'name', label: t('name'), kind: 'text' },
      {
        name: 'rate',
        label: t('rate'),
        kind: 'text',
        unreadable: (text) => (parseDecimal(text, PERCENT_EXPONENT) === undefined ? '20 or 7.7' : undefined),
      },
      {
        name: 'taxClass',
        label: t('class'),
        kind: 'choice',
        options: classes.map((c) => ({ value: c.code, text: c.name })),
        start: 'standard',
      },
      { name: 'country', label: t('country'), kind: 'text', optional: true },
    ],
    input: ({ code = '', name = '', rate = '0', taxClass = 'standard', country }) => ({
      code,
      name,
      taxClass,
      ratePpm: parseDecimal(rate, PERCENT_EXPONENT) ?? 0,
      ...(country === undefined ? {} : { country: country.toUpperCase() }),
    }),
  });

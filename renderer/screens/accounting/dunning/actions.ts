import { EXCEPTION_KINDS } from '../../../../preload/contract/receivables.ts';
import { type Action, action } from '../../../kit/action/action.ts';
import { day, money } from '../../../kit/format.ts';
import { worded } from '../../../kit/record.ts';
import type { Exception, Late } from './store.ts';
import { t } from './text.ts';

/** Writes today's letters; whoever is chosen gets none this time. */
export function writeActions(late: readonly Late[], currency: string): Action[] {
  const written = late.filter((l) => l.why === null);
  if (written.length === 0) return [];
  return [
    action({
      verb: t('write'),
      operation: 'receivables.runDunning',
      asks: [
        {
          name: 'except',
          label: t('except'),
          hint: t('exceptHint'),
          kind: 'choices',
          optional: true,
          start: '',
          options: written.map((l) => ({ value: l.partyId, text: `${l.partyName}, ${money(l.total, currency)}` })),
        },
      ],
      input: ({ except }) => {
        if (except === undefined) return {};
        const without = new Set(except.split(','));
        return { partyIds: written.map((l) => l.partyId).filter((id) => !without.has(id)) };
      },
    }),
  ];
}

const EVERYTHING = 'everything';

/** Leaves an invoice of a customer, or all they owe, out for some time. */
export const leaveOutActions = (late: Late, currency: string): Action[] => [
  action({
    verb: t('leaveOut'),
    operation: 'receivables.leaveOut',
    asks: [
      {
        name: 'what',
        label: t('what'),
        kind: 'choice',
        options: [
          ...late.items
            .filter((i) => i.open > 0 && i.exceptionId === null)
            .map((i) => ({ value: i.itemKey, text: `${i.itemName ?? worded(i.itemKey, new Map())}, ${money(i.open, currency)}` })),
          { value: EVERYTHING, text: t('everything', { party: late.partyName }) },
        ],
      },
      { name: 'kind', label: t('kind'), kind: 'choice', options: EXCEPTION_KINDS.map((value) => ({ value, text: t(value) })) },
      { name: 'reason', label: t('reason'), kind: 'text' },
      { name: 'through', label: t('through'), kind: 'day' },
    ],
    input: ({ what, kind, reason = '', through = '' }) => ({
      partyId: late.partyId,
      ...(what === undefined || what === EVERYTHING ? {} : { itemKey: what }),
      kind: EXCEPTION_KINDS.find((k) => k === kind) ?? 'other',
      reason,
      through,
    }),
  }),
];

/** Ends an exception before its day. */
export const againActions = (exceptions: readonly Exception[]): Action[] =>
  exceptions.length === 0
    ? []
    : [
        action({
          verb: t('again'),
          operation: 'receivables.dunAgain',
          asks: [
            {
              name: 'exceptionId',
              label: t('which'),
              kind: 'choice',
              options: exceptions.map((e) => ({ value: e.id, text: `${e.partyName}, ${e.itemName ?? t('all')}, ${day(e.through)}` })),
            },
          ],
          input: ({ exceptionId = '' }) => ({ exceptionId }),
          expect: exceptions.map(({ id, revision }) => ({ id, revision })),
        }),
      ];

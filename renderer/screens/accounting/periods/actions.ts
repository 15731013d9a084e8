import { SOFT_LOCKS } from '../../../../preload/contract/accounting-locks.ts';
import { type Action, action } from '../../../kit/action/action.ts';
import { day, words } from '../../../kit/format.ts';
import type { Exception, Lock } from './columns.ts';
import { t } from './text.ts';

type Soft = (typeof SOFT_LOCKS)[number];
const soft = (kind: string): Soft | undefined => SOFT_LOCKS.find((k) => k === kind);
const seen = (l: Lock) => [{ id: `posting_lock/${l.kind}`, revision: l.revision }];
const reason = { name: 'reason', label: t('reason'), kind: 'text', hint: t('reasonHint') } as const;

export const lockActions = (locks: readonly Lock[]): readonly Action[] =>
  locks.map((l) =>
    action({
      verb: t('lock', { area: words(l.kind).toLowerCase() }),
      operation: 'accounting.setLock',
      asks: [{ name: 'through', label: t('day'), kind: 'day', start: l.through ?? '', hint: t(l.kind) }],
      input: ({ through = '' }) => ({ kind: l.kind, through }),
      expect: seen(l),
      grave: l.kind === 'hard',
    }),
  );

/** What is locked and not for ever can be opened again, by two people. */
export const reopenActions = (locks: readonly Lock[]): readonly Action[] =>
  locks.flatMap((l) => {
    const kind = soft(l.kind);
    if (kind === undefined || l.through === null) return [];
    return [
      action({
        verb: t('reopen', { area: words(kind).toLowerCase() }),
        operation: 'accounting.reopenPeriod',
        asks: [{ name: 'from', label: t('reopenFrom'), kind: 'day', start: l.through, hint: t('reopenHint') }, reason],
        input: (answers) => ({ kind, from: answers['from'] ?? '', reason: answers['reason'] ?? '' }),
        expect: seen(l),
        grave: true,
      }),
    ];
  });

/** One way to make exceptions, and one to end each that holds. */
export function exceptionActions(
  locks: readonly Lock[],
  exceptions: readonly Exception[],
  people: readonly { readonly id: string; readonly name: string }[],
): readonly Action[] {
  const kinds = locks.flatMap((l) => (l.through === null ? [] : (soft(l.kind) ?? [])));
  const [first] = kinds;
  const make: readonly Action[] =
    first === undefined
      ? []
      : [
          action({
            verb: t('allow'),
            operation: 'accounting.allowPosting',
            asks: [
              {
                name: 'kind',
                label: t('area'),
                kind: 'choice',
                start: first,
                options: kinds.map((value) => ({ value, text: words(value) })),
              },
              { name: 'from', label: t('allowFrom'), kind: 'day' },
              {
                name: 'userId',
                label: t('who'),
                kind: 'choice',
                start: '',
                optional: true,
                options: [{ value: '', text: t('everybody') }, ...people.map((p) => ({ value: p.id, text: p.name }))],
              },
              { name: 'expiresOn', label: t('lastDay'), kind: 'day' },
              reason,
            ],
            input: ({ kind = '', from = '', userId, expiresOn = '', reason: why = '' }) => ({
              kind: soft(kind) ?? first,
              from,
              expiresOn,
              reason: why,
              ...(userId === undefined ? {} : { userId }),
            }),
            grave: true,
          }),
        ];
  const end = exceptions
    .filter((x) => x.active)
    .map((x) =>
      action({
        verb: t('end', { area: words(x.kind).toLowerCase(), who: x.user ?? t('everybody'), from: day(x.from) }),
        operation: 'accounting.endException',
        input: () => ({ exceptionId: x.id }),
        expect: [{ id: x.id, revision: x.revision }],
      }),
    );
  return [...make, ...end];
}

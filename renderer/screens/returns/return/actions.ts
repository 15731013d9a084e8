import { type Action, type Ask, action } from '../../../kit/action/action.ts';
import { askQuantity, quantityOf } from '../../../kit/action/typed.ts';
import { waitingOf } from './columns.ts';
import type { Return } from './store.ts';
import { t } from './text.ts';

interface Reason {
  readonly code: string;
  readonly kind: string;
  readonly text: string;
}

/** What can be done with a return as it stands, the next step first: goods arrive, are decided on, and the customer is credited. */
export function actionsOf(r: Return, reasons: readonly Reason[]): readonly Action[] {
  const { id: returnId } = r;
  const expect = [{ id: returnId, revision: r.revision }];
  const waiting = r.lines.filter((l) => waitingOf(l) > 0);
  const units: readonly Ask[] = waiting.map((l) =>
    askQuantity({
      name: `line-${l.lineNo}`,
      label: t('units', { sku: l.sku }),
      hint: t('unitsHint', { count: waitingOf(l) }),
      start: String(waitingOf(l)),
      optional: waiting.length > 1,
    }),
  );
  const parts = (answers: Readonly<Record<string, string>>) =>
    Object.entries(answers).flatMap(([name, text]) =>
      name.startsWith('line-') && quantityOf(text) > 0 ? [{ lineNo: Number(name.slice(5)), qty: quantityOf(text) }] : [],
    );
  const can = (...states: string[]) => states.includes(r.state);
  const credit = action({ verb: t('credit'), operation: 'returns.creditReturn', input: () => ({ returnId }), expect });
  return [
    ...(can('expected') || (can('credited') && r.receivedOn === null)
      ? [action({ verb: t('receive'), operation: 'returns.receiveAnnounced', input: () => ({ returnId }), expect })]
      : []),
    ...(can('expected', 'received') && r.creditedOn === null ? [credit] : []),
    ...(waiting.length > 0
      ? [
          action({
            verb: t('restock'),
            operation: 'returns.restock',
            asks: units,
            input: (answers) => ({ returnId, lines: parts(answers) }),
            expect,
          }),
          action({
            verb: t('writeDown'),
            operation: 'returns.writeDown',
            asks: [
              {
                name: 'reasonCode',
                label: t('why'),
                kind: 'choice',
                options: reasons.filter((c) => c.kind === 'write-down').map((c) => ({ value: c.code, text: c.text })),
              },
              ...units,
            ],
            input: (answers) => ({ returnId, reasonCode: answers['reasonCode'] ?? '', lines: parts(answers) }),
            expect,
            grave: true,
          }),
        ]
      : []),
    ...(can('credited') && r.receivedOn === null
      ? [action({ verb: t('missing'), operation: 'returns.closeMissing', input: () => ({ returnId }), expect, grave: true })]
      : []),
    ...(can('expected')
      ? [action({ verb: t('cancel'), operation: 'returns.cancelReturn', input: () => ({ returnId }), expect, grave: true })]
      : []),
  ];
}

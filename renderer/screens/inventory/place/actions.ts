import type { OutputOf } from '../../../client/operations.ts';
import { type Action, action } from '../../../kit/action/action.ts';
import { askQuantity, quantityOf } from '../../../kit/action/typed.ts';
import { words } from '../../../kit/format.ts';
import { t } from './text.ts';

type Place = OutputOf<'inventory.getLocation'>;
const STATUSES = ['sellable', 'hold', 'quarantine', 'returned', 'damaged'] as const;

/** What can be done with a place now: its goods first, then itself. */
export function actionsOf(
  place: Place,
  zones: readonly { readonly id: string; readonly code: string; readonly name: string }[],
): readonly Action[] {
  const { id: locationId, revision } = place;
  const expect = [{ id: locationId, revision }];
  const operation = 'inventory.changeLocation';
  const main = place.type === 'main';
  const mayBeMarked = place.status === 'sellable' && place.type !== 'zone' && place.type !== 'aisle';
  return [
    ...(place.items > 0
      ? [action({ verb: t('putAway'), operation: 'inventory.putAway', input: () => ({ fromLocationId: locationId }) })]
      : []),
    action({
      verb: t('change'),
      operation,
      asks: [
        { name: 'code', label: t('code'), kind: 'text', start: place.code },
        { name: 'name', label: t('name'), kind: 'text', start: place.name },
        askQuantity({ name: 'pathOrder', label: t('pathOrder'), start: String(place.pathOrder), hint: t('pathHint') }),
      ],
      input: ({ code = '', name = '', pathOrder }) => ({ locationId, code, name, pathOrder: quantityOf(pathOrder) }),
      expect,
    }),
    ...(place.belowZero === 1
      ? [action({ verb: t('stayAbove'), operation, input: () => ({ locationId, belowZero: false }), expect })]
      : mayBeMarked
        ? [action({ verb: t('goBelow'), operation, input: () => ({ locationId, belowZero: true }), expect })]
        : []),
    ...(main
      ? []
      : [
          action({
            verb: t('hang'),
            operation,
            asks: [
              {
                name: 'parentId',
                label: t('within'),
                kind: 'choice',
                start: place.parentId ?? '',
                options: [{ value: '', text: t('nowhere') }, ...zones.map((z) => ({ value: z.id, text: `${z.code} ${z.name}` }))],
                optional: true,
              },
            ],
            input: ({ parentId }) => ({ locationId, parentId: parentId || null }),
            expect,
          }),
          action({
            verb: t('restate'),
            operation,
            asks: [
              {
                name: 'status',
                label: t('status'),
                kind: 'choice',
                start: place.status,
                options: STATUSES.map((value) => ({ value, text: words(value) })),
              },
            ],
            input: ({ status = '' }) => ({ locationId, status: status as (typeof STATUSES)[number] }),
            expect,
          }),
          place.active === 1
            ? action({ verb: t('close'), operation, input: () => ({ locationId, active: false }), expect, grave: true })
            : action({ verb: t('reopen'), operation, input: () => ({ locationId, active: true }), expect }),
        ]),
  ];
}

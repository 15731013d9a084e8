import { type Action, action } from '../../../kit/action/action.ts';
import { askQuantity, quantityOf } from '../../../kit/action/typed.ts';
import { type Rule, type Suggested, subjectOf } from './columns.ts';
import { t } from './text.ts';

interface Choice {
  readonly value: string;
  readonly text: string;
}

/** Everything as the rules say, or one product to a place of one's own choice. */
export function goodsActions(fromLocationId: string, goods: readonly Suggested[], places: readonly Choice[]): readonly Action[] {
  if (goods.length === 0) return [];
  return [
    action({ verb: t('all'), operation: 'inventory.putAway', input: () => ({ fromLocationId }) }),
    action({
      verb: t('one'),
      operation: 'inventory.putAway',
      asks: [
        { name: 'sku', label: t('sku'), kind: 'choice', options: goods.map((g) => ({ value: g.sku, text: `${g.sku} ${g.title}` })) },
        askQuantity({ name: 'qty', label: t('qty'), start: String(goods[0]?.qty ?? 1) }),
        { name: 'to', label: t('to'), kind: 'choice', options: places, start: goods[0]?.toLocationId ?? '' },
      ],
      input: ({ sku = '', qty, to = '' }) => ({ fromLocationId, lines: [{ sku, qty: quantityOf(qty), toLocationId: to }] }),
    }),
  ];
}

/** A rule for a product or a category, or one less. */
export function ruleActions(rules: readonly Rule[], places: readonly Choice[], categories: readonly Choice[]): readonly Action[] {
  const place = { name: 'locationId', label: t('place'), kind: 'choice', options: places, hint: t('placeHint') } as const;
  return [
    action({
      verb: t('addForProduct'),
      operation: 'inventory.setPutawayRule',
      asks: [{ name: 'sku', label: t('sku'), kind: 'text' }, place],
      input: ({ sku = '', locationId = '' }) => ({ sku, locationId }),
    }),
    action({
      verb: t('addForCategory'),
      operation: 'inventory.setPutawayRule',
      asks: [{ name: 'categoryId', label: t('categoryAsk'), kind: 'choice', options: categories }, place],
      input: ({ categoryId = '', locationId = '' }) => ({ categoryId, locationId }),
    }),
    ...rules.map((r) =>
      action({
        verb: t('drop', { subject: subjectOf(r) }),
        operation: 'inventory.dropPutawayRule',
        input: () => ({ ruleId: r.id }),
        expect: [{ id: r.id, revision: r.revision }],
        grave: true,
      }),
    ),
  ];
}

import { type Action, action } from '../../../kit/action/action.ts';
import { readPrice } from '../../../kit/form/read.ts';
import { price } from '../../../kit/format.ts';
import type { HoldRow, Item } from './store.ts';
import { t } from './text.ts';

/** What can be done with a product now. Nothing here is urgent, so that editing comes first. */
export function actionsOf(item: Item, holds: readonly HoldRow[], currency: string): readonly Action[] {
  const { id: itemId, revision } = item;
  const expect = [{ id: itemId, revision }];
  const change = (verb: string, active: boolean) =>
    action({ verb, operation: 'catalog.changeItem', input: () => ({ itemId, active }), expect, grave: !active });
  return [
    action({
      verb: t('rename'),
      operation: 'catalog.changeItem',
      asks: [{ name: 'title', label: t('titleAsk'), kind: 'text', start: item.title }],
      input: ({ title = '' }) => ({ itemId, title }),
      expect,
    }),
    action({
      verb: t('reprice'),
      operation: 'catalog.changeItem',
      asks: [{ name: 'priceMicros', label: t('priceAsk', { currency }), kind: 'text', start: price(item.priceMicros, currency) }],
      // What is no price is sent as none, so that the engine's sentence stands beside the field.
      input: ({ priceMicros = '' }) => ({ itemId, priceMicros: readPrice(priceMicros) ?? -1 }),
      expect,
    }),
    ...holds
      .filter((h) => h.releasedAt === null)
      .map((h) =>
        action({
          verb: t('liftHold', { code: h.code }),
          operation: 'inventory.releaseHold',
          asks: [{ name: 'reason', label: t('reason'), kind: 'text' }],
          input: ({ reason = '' }) => ({ holdId: h.id, reason }),
          expect: [{ id: h.id, revision: h.revision }],
        }),
      ),
    action({
      verb: t('placeHold'),
      operation: 'inventory.placeHold',
      asks: [
        { name: 'code', label: t('holdCode'), kind: 'text' },
        { name: 'detail', label: t('detail'), kind: 'text' },
      ],
      input: ({ code = '', detail = '' }) => ({ subjectKind: 'item', subjectId: itemId, code, detail }),
    }),
    item.active === 1 ? change(t('stopSelling'), false) : change(t('sellAgain'), true),
  ];
}

import type { OutputOf } from '../../../client/operations.ts';
import { type Action, type Ask, action } from '../../../kit/action/action.ts';
import { askPrice, priceOf } from '../../../kit/action/typed.ts';
import { readPrice, readQuantity } from '../../../kit/form/read.ts';
import { price, words } from '../../../kit/format.ts';
import type { HoldRow, Item } from './store.ts';
import { t } from './text.ts';

const GTIN = { 8: 'ean8', 12: 'upca', 13: 'ean13', 14: 'gtin14' } as const;

/** A code as it is kept: of the GTIN family by its number of digits, else any other code. */
function codesOf(code: string) {
  const text = code.trim();
  if (text === '') return [];
  const digits = /^\d+$/.test(text) ? GTIN[text.length as keyof typeof GTIN] : undefined;
  return [{ code: text, symbology: digits ?? ('code128' as const) }];
}

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
    ...(item.kind === 'stock'
      ? [
          measureAction(item, expect),
          action({
            verb: t('addPack'),
            operation: 'catalog.setPack',
            asks: [
              { name: 'code', label: t('packCode'), kind: 'text' },
              { name: 'name', label: t('packName'), kind: 'text' },
              { name: 'qty', label: t('packHolds'), kind: 'text' },
              { name: 'barcode', label: t('packBarcode'), kind: 'text', optional: true },
            ],
            input: ({ code = '', name = '', qty = '', barcode = '' }) => {
              return { itemId, code, name, qty: readQuantity(qty) ?? 0, barcodes: codesOf(barcode) };
            },
            expect,
          }),
        ]
      : []),
    ...(item.kind === 'stock' ? [] : kitActions(item, expect)),
    ...item.packs.map((p) =>
      action({
        verb: t(p.active === 1 ? 'stopPack' : 'usePack', { pack: p.code }),
        operation: 'catalog.setPack',
        input: () => {
          const { code, name, qty, barcodes } = p;
          return { itemId, code, name, qty, active: p.active !== 1, barcodes: barcodes.flatMap(codesOf) };
        },
        expect,
      }),
    ),
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

const MEASURED = [
  ['weightGrams', 'weightAsk'],
  ['lengthMm', 'lengthAsk'],
  ['widthMm', 'widthAsk'],
  ['heightMm', 'heightAsk'],
] as const;

/** What one unit weighs and measures: every field says what is known from then on. */
function measureAction({ id: itemId, measures }: Item, expect: { id: string; revision: number }[]): Action {
  const typed = (text: string | undefined) => (text === undefined ? null : (readQuantity(text) ?? -1));
  return action({
    verb: t('measure'),
    operation: 'catalog.measureItems',
    asks: MEASURED.map(([name, label], i) => ({
      name,
      label: t(label),
      kind: 'text' as const,
      start: measures[name] === null ? '' : String(measures[name]),
      ...(i === 0 ? { hint: t('measureHint') } : {}),
      optional: true,
      unreadable: (text: string) => (readQuantity(text) === undefined ? t('badNumber') : undefined),
    })),
    input: ({ weightGrams, lengthMm, widthMm, heightMm }) => ({
      items: [
        {
          itemId,
          weightGrams: typed(weightGrams),
          lengthMm: typed(lengthMm),
          widthMm: typed(widthMm),
          heightMm: typed(heightMm),
        },
      ],
    }),
    expect,
  });
}

/** What a kit is made of is changed component by component. A SKU without components is no kit yet. */
function kitActions(item: Item, expect: { id: string; revision: number }[]): readonly Action[] {
  const { id: itemId, components } = item;
  const kept = (without: string) => components.filter((c) => c.sku !== without).map(({ sku, qty }) => ({ sku, qty }));
  return [
    action({
      verb: t('setComponent'),
      operation: 'catalog.setKit',
      asks: [
        { name: 'sku', label: t('componentSku'), kind: 'text' },
        { name: 'qty', label: t('componentQty'), kind: 'text', start: '1' },
      ],
      input: ({ sku = '', qty = '' }) => ({ itemId, components: [...kept(sku.trim()), { sku: sku.trim(), qty: readQuantity(qty) ?? 0 }] }),
      expect,
    }),
    ...components.map((c) =>
      action({
        verb: t('dropComponent', { sku: c.sku }),
        operation: 'catalog.setKit',
        input: () => ({ itemId, components: kept(c.sku) }),
        expect,
      }),
    ),
  ];
}

/** Another standard cost, of a product that is costed at standard. */
export function standardActions(item: Item, currency: string): readonly Action[] {
  if (item.kind !== 'stock' || item.costing !== 'standard') return [];
  const { id: itemId, revision, standardCostMicros: now } = item;
  return [
    action({
      verb: t('restandard'),
      operation: 'inventory.changeStandardCost',
      asks: [
        askPrice(
          { name: 'cost', label: t('standardAsk', { currency }), ...(now === null ? {} : { start: price(now, currency) }) },
          currency,
        ),
        { name: 'on', label: t('startsOn'), kind: 'day', optional: true },
      ],
      input: ({ cost = '', on }) => ({
        lines: [{ itemId, standardCostMicros: priceOf(cost) }],
        ...(on === undefined ? {} : { on }),
      }),
      expect: [{ id: itemId, revision }],
    }),
  ];
}

const BY = ['none', 'lot', 'serial'] as const;
const ROTATIONS = ['fefo', 'fifo', 'lifo'] as const;
const choice = <W extends string>(values: readonly W[]) => values.map((value) => ({ value, text: words(value) }));
const days = (name: string, label: string, start: number | null | undefined): Ask => ({
  name,
  label,
  kind: 'text',
  start: start === null || start === undefined ? '' : String(start),
  optional: true,
});

/** How its units are told apart; of a SKU without stock of its own there is nothing to tell. */
export function trackingActions(item: Item, now: OutputOf<'inventory.getTracking'> | undefined): readonly Action[] {
  if (item.kind !== 'stock' || !now) return [];
  const { id: itemId, revision } = item;
  const numbers = (name: 'removalDays' | 'alertDays', typed: string | undefined) =>
    typed === undefined ? {} : { [name]: readQuantity(typed) ?? -1 };
  return [
    action({
      verb: t('track'),
      operation: 'inventory.setTracking',
      asks: [
        { name: 'trackedBy', label: t('trackedBy'), kind: 'choice', options: choice(BY), start: now.trackedBy },
        { name: 'rotation', label: t('rotation'), kind: 'choice', options: choice(ROTATIONS), start: now.rotation },
        {
          name: 'dated',
          label: t('dated'),
          kind: 'choice',
          options: [
            { value: 'no', text: t('datedNo') },
            { value: 'yes', text: t('datedYes') },
          ],
          start: now.dated ? 'yes' : 'no',
        },
        days('removalDays', t('removalDays'), now.removalDays),
        days('alertDays', t('alertDays'), now.alertDays),
      ],
      input: ({ trackedBy = 'none', rotation = 'fefo', dated, removalDays, alertDays }) => ({
        itemId,
        trackedBy: trackedBy as (typeof BY)[number],
        rotation: rotation as (typeof ROTATIONS)[number],
        dated: dated === 'yes',
        ...numbers('removalDays', removalDays),
        ...numbers('alertDays', alertDays),
      }),
      expect: [{ id: itemId, revision }],
    }),
  ];
}

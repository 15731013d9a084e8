import { NO_LAST_DAY } from '../../../../preload/contract/lots.ts';
import { type Column, negative } from '../../../kit/column.ts';
import { count, day, moment, money, price, words } from '../../../kit/format.ts';
import { type Names, recordPath, sourceWords } from '../../../kit/record.ts';
import type { HoldRow, Item, KitStockRow, LayerRow, LotRow, MoveRow, PromiseRow, StandardCostRow, StockRow, Trace } from './store.ts';
import { t } from './text.ts';

const some = (qty: number | null): string => (qty === null ? '' : count(qty));

/** Address of the trace of a cost, on this product's page. */
const why = (itemId: string, of: 'move' | 'layer', id: number): string => `/items/${itemId}?tab=why&${of}=${id}`;

export const stockColumns = (currency: string): readonly Column<StockRow>[] => [
  { id: 'warehouse', title: t('warehouse'), width: 110, text: (s) => s.warehouseCode ?? '' },
  { id: 'place', title: t('place'), grow: true, text: (s) => s.locationCode },
  {
    id: 'status',
    title: t('status'),
    width: 140,
    text: (s) => words(s.status),
    tone: (s) => (s.status === 'sellable' ? 'good' : 'warn'),
    dot: true,
  },
  { id: 'onHand', title: t('onHand'), width: 100, numeric: true, text: (s) => count(s.onHand) },
  {
    id: 'reserved',
    title: t('reserved'),
    width: 100,
    numeric: true,
    text: (s) => some(s.reserved),
    link: (s) => (s.reserved ? `/items/${s.itemId}?tab=promises` : undefined),
  },
  { id: 'available', title: t('available'), width: 100, numeric: true, text: (s) => some(s.available) },
  {
    id: 'value',
    title: t('worth', { currency }),
    width: 120,
    numeric: true,
    text: (s) => money(s.value, currency),
    link: (s) => `/items/${s.itemId}?tab=layers`,
  },
];

export const promiseColumns: readonly Column<PromiseRow>[] = [
  {
    id: 'order',
    title: t('order'),
    width: 160,
    text: (p) => p.orderNumber ?? (p.subjectKind === 'manual' ? p.subjectId : words(p.subjectKind)),
    link: (p) => (p.orderNumber === null ? undefined : `/orders/${p.subjectId}`),
  },
  { id: 'party', title: t('party'), grow: true, text: (p) => p.partyName ?? t('byHand') },
  { id: 'warehouse', title: t('warehouse'), width: 110, text: (p) => p.warehouseCode },
  { id: 'promisedOn', title: t('promisedOn'), width: 120, text: (p) => (p.promisedOn === null ? '' : day(p.promisedOn)) },
  { id: 'since', title: t('since'), width: 170, text: (p) => moment(p.madeAt) },
  { id: 'qty', title: t('qty'), width: 100, numeric: true, text: (p) => count(p.qty) },
];

export const holdColumns: readonly Column<HoldRow>[] = [
  {
    id: 'state',
    title: t('hold'),
    width: 110,
    text: (h) => (h.releasedAt === null ? words(h.severity) : t('lifted')),
    tone: (h) => (h.releasedAt === null ? (h.severity === 'block' ? 'bad' : 'warn') : 'quiet'),
    dot: true,
  },
  { id: 'code', title: t('reason'), width: 160, text: (h) => words(h.code) },
  { id: 'detail', title: t('detail'), grow: true, text: (h) => h.detail },
  { id: 'since', title: t('since'), width: 170, text: (h) => moment(h.placedAt) },
  { id: 'lifted', title: t('lifted'), width: 200, text: (h) => h.releaseReason ?? '' },
];

export const moveColumns = (currency: string): readonly Column<MoveRow>[] => [
  { id: 'on', title: t('on'), width: 110, text: (m) => day(m.effectiveOn), hint: (m) => moment(m.effectiveAt) },
  { id: 'from', title: t('from'), width: 160, text: (m) => m.fromCode },
  { id: 'to', title: t('to'), width: 160, text: (m) => m.toCode },
  {
    id: 'source',
    title: t('source'),
    grow: true,
    text: (m) => m.sourceName ?? words(m.sourceKind),
    link: (m) => recordPath(m.sourceId),
  },
  { id: 'qty', title: t('qty'), width: 100, numeric: true, text: (m) => count(m.qty) },
  {
    id: 'value',
    title: t('worth', { currency }),
    width: 120,
    numeric: true,
    text: (m) => (m.value === null ? '' : money(m.value, currency)),
    link: (m) => why(m.itemId, 'move', m.moveId),
  },
];

export const layerColumns = (
  currency: string,
  itemId: string,
  areas: ReadonlyMap<string, string>,
  names: Names,
): readonly Column<LayerRow>[] => [
  { id: 'born', title: t('born'), width: 110, text: (l) => day(l.effectiveOn), hint: (l) => moment(l.effectiveAt) },
  { id: 'area', title: t('area'), width: 110, text: (l) => areas.get(l.areaId) ?? '' },
  { id: 'method', title: t('costing'), width: 90, text: (l) => words(l.method) },
  {
    id: 'source',
    title: t('source'),
    grow: true,
    text: (l) => sourceWords(l, names),
    link: (l) => recordPath(l.sourceId),
  },
  { id: 'qtyIn', title: t('qtyIn'), width: 90, numeric: true, text: (l) => count(l.qtyIn) },
  { id: 'valueIn', title: t('valueIn', { currency }), width: 100, numeric: true, text: (l) => money(l.valueIn, currency) },
  { id: 'qtyLeft', title: t('qtyLeft'), width: 80, numeric: true, text: (l) => count(l.qtyLeft) },
  { id: 'valueLeft', title: t('valueLeft', { currency }), width: 110, numeric: true, text: (l) => money(l.valueLeft, currency) },
  { id: 'why', title: '', width: 130, text: () => t('why'), link: (l) => why(itemId, 'layer', l.layerId) },
];

type Use = Trace['uses'][number];
type Layer = Trace['layers'][number];

export const usesColumns = (currency: string, names: Names): readonly Column<Use>[] => [
  { id: 'on', title: t('on'), width: 110, text: (u) => day(u.effectiveOn) },
  {
    id: 'source',
    title: t('source'),
    grow: true,
    text: (u) =>
      u.sourceKind === null || u.sourceId === null ? '' : sourceWords({ sourceKind: u.sourceKind, sourceId: u.sourceId }, names),
    link: (u) => (u.sourceId === null ? undefined : recordPath(u.sourceId)),
  },
  { id: 'layer', title: t('chain'), width: 130, text: (u) => t('lay', { id: u.layerId }) },
  { id: 'qty', title: t('qty'), width: 90, numeric: true, text: (u) => count(u.qty), tone: (u) => negative(u.qty) },
  {
    id: 'value',
    title: t('worth', { currency }),
    width: 120,
    numeric: true,
    text: (u) => money(u.value, currency),
    tone: (u) => negative(u.value),
  },
];

/** A layer with how far it stands from the cost it explains. */
export type Step = Layer & { readonly depth: number };

export const chainColumns = (currency: string, names: Names): readonly Column<Step>[] => [
  {
    id: 'layer',
    title: t('chain'),
    width: 150,
    text: (l) => `${'\u2003'.repeat(l.depth)}${l.depth > 0 ? '\u21b3 ' : ''}${t('lay', { id: l.layerId })}`,
  },
  { id: 'born', title: t('born'), width: 110, text: (l) => day(l.effectiveOn) },
  { id: 'area', title: t('area'), width: 110, text: (l) => l.areaCode },
  {
    id: 'source',
    title: t('source'),
    grow: true,
    text: (l) => sourceWords(l, names),
    link: (l) => recordPath(l.sourceId),
  },
  { id: 'qtyIn', title: t('qtyIn'), width: 100, numeric: true, text: (l) => count(l.qtyIn) },
  { id: 'valueIn', title: t('valueIn', { currency }), width: 120, numeric: true, text: (l) => money(l.valueIn, currency) },
  {
    id: 'unit',
    title: t('unitCost', { currency }),
    width: 130,
    numeric: true,
    text: (l) => (l.unitCostMicros === null ? '' : price(l.unitCostMicros, currency)),
  },
];

export const packColumns: readonly Column<Item['packs'][number]>[] = [
  { id: 'code', title: t('packCode'), width: 160, text: (p) => p.code },
  { id: 'name', title: t('packName'), grow: true, text: (p) => p.name },
  { id: 'holds', title: t('packHolds'), width: 100, numeric: true, text: (p) => count(p.qty) },
  { id: 'barcodes', title: t('packBarcodes'), width: 220, text: (p) => p.barcodes.join(', ') },
  {
    id: 'use',
    title: t('packUse'),
    width: 110,
    text: (p) => t(p.active === 1 ? 'inUse' : 'notInUse'),
    tone: (p) => (p.active === 1 ? 'good' : 'quiet'),
    dot: true,
  },
];

/** Components of a kit, or the kits something is a component of. */
export const componentColumns = (of: 'component' | 'kit'): readonly Column<Item['components'][number]>[] => [
  { id: 'sku', title: t(of), width: 180, text: (c) => c.sku, link: (c) => `/items/${c.itemId}` },
  { id: 'title', title: t('titleAsk'), grow: true, text: (c) => c.title },
  { id: 'qty', title: t('perKit'), width: 120, numeric: true, text: (c) => count(c.qty) },
];

export const kitStockColumns: readonly Column<KitStockRow>[] = [
  { id: 'warehouse', title: t('warehouse'), width: 180, text: (k) => k.warehouseCode },
  { id: 'scarce', title: t('scarce'), grow: true, text: (k) => k.scarceSku, link: (k) => `/items/${k.scarceItemId}?tab=stock` },
  { id: 'available', title: t('available'), width: 120, numeric: true, text: (k) => count(k.available) },
];

export const lotColumns: readonly Column<LotRow>[] = [
  { id: 'code', title: t('lot'), grow: true, text: (l) => l.code, link: (l) => `/lots/${l.id}` },
  {
    id: 'state',
    title: t('status'),
    width: 120,
    text: (l) => words(l.state),
    tone: (l) => (l.state === 'ok' ? 'good' : 'bad'),
    dot: true,
  },
  { id: 'expires', title: t('expires'), width: 130, text: (l) => (l.expiresOn === null ? '' : day(l.expiresOn)) },
  { id: 'soldUntil', title: t('soldUntil'), width: 130, text: (l) => (l.soldUntil === NO_LAST_DAY ? '' : day(l.soldUntil)) },
  { id: 'onHand', title: t('onHand'), width: 110, numeric: true, text: (l) => count(l.onHand) },
];

export const standardCostColumns = (currency: string): readonly Column<StandardCostRow>[] => [
  { id: 'on', title: t('startedOn'), width: 120, text: (c) => day(c.startsOn) },
  {
    id: 'before',
    title: t('costBefore', { currency }),
    width: 130,
    numeric: true,
    text: (c) => (c.oldMicros === null ? '' : price(c.oldMicros, currency)),
  },
  { id: 'now', title: t('costNow', { currency }), width: 130, numeric: true, text: (c) => price(c.newMicros, currency) },
  { id: 'qty', title: t('inStock'), width: 110, numeric: true, text: (c) => some(c.qty) },
  {
    id: 'value',
    title: t('gained', { currency }),
    width: 170,
    numeric: true,
    text: (c) => (c.value === null ? '' : money(c.value, currency)),
    link: (c) => (c.entryId === null ? undefined : `/journal-entries/${c.entryId}`),
    tone: (c) => negative(c.value ?? 0),
  },
  { id: 'note', title: t('note'), grow: true, text: (c) => c.memo },
];

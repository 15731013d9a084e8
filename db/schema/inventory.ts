import {
  bool,
  counter,
  counterRef,
  day,
  id,
  instant,
  int,
  ledgerColumns,
  looseRef,
  micros,
  money,
  number,
  qty,
  ref,
  revision,
  table,
  text,
  word,
} from './dsl.ts';

export const warehouse = table('warehouse', {
  kind: 'record',
  columns: { id: id(), code: text(), name: text(), country: text(), active: bool().or(1), revision: revision() },
  unique: [['code']],
});

/** One inventory account: a warehouse, quarantine, transit. Cost pools are item x area. */
export const valuationArea = table('valuation_area', {
  kind: 'record',
  columns: { id: id(), code: text(), name: text(), account_id: ref('account'), revision: revision() },
  unique: [['code'], ['account_id']],
});

/** Where stock can be. Places outside the company's stock (supplier, customer, adjustment) have no valuation area. */
export const location = table('location', {
  kind: 'record',
  columns: {
    id: id(),
    code: text(),
    name: text(),
    kind: word('internal', 'transit', 'supplier', 'customer', 'adjustment', 'scrap', 'opening'),
    status: word('sellable', 'quarantine', 'returned', 'damaged', 'hold', 'in-transit', 'outside'),
    warehouse_id: ref('warehouse').orNull(),
    area_id: ref('valuation_area').orNull(),
    parent_id: looseRef().orNull(),
    active: bool().or(1),
    revision: revision(),
    /** What a place inside is for. Zones and aisles only divide a warehouse: stock stands in what is below them. */
    type: word('main', 'dock', 'staging', 'packing', 'zone', 'aisle', 'bin', 'outside').or('outside'),
    /** Where the place lies on the way of somebody who picks: smaller is passed first. */
    path_order: int().or(0),
    /** 1: goods may leave before they came, on hand may fall below zero here; null: they may not. Only where stock is for sale. */
    below_zero: bool().orNull(),
  },
  unique: [['code']],
  checks: [`(kind in ('internal', 'transit')) = (area_id is not null)`, `(kind = 'internal') = (type <> 'outside')`],
  indexes: [
    ['code', 'id', 'warehouse_id', 'type', 'status', 'parent_id', 'active', 'path_order', 'name'],
    ['path_order', 'id', 'warehouse_id', 'type', 'status', 'parent_id', 'active', 'code', 'name'],
    ['warehouse_id', 'type', 'path_order', 'code'],
    ['parent_id', 'path_order', 'code'],
  ],
});

/** Where goods of an item, or of a category, are put away in a warehouse: a place, or the zone or aisle whose places are tried. */
export const putawayRule = table('putaway_rule', {
  kind: 'record',
  columns: {
    id: id(),
    warehouse_id: ref('warehouse'),
    item_id: ref('item').orNull(),
    category_id: ref('category').orNull(),
    location_id: ref('location'),
    revision: revision(),
  },
  unique: [
    ['warehouse_id', 'item_id'],
    ['warehouse_id', 'category_id'],
  ],
  checks: ['(item_id is null) <> (category_id is null)'],
  indexes: [['location_id']],
});

/** Every movement, location to location. On hand is the sum of these and nothing else. */
export const stockMove = table('stock_move', {
  kind: 'ledger',
  columns: {
    ...ledgerColumns(),
    item_id: ref('item'),
    qty: qty().must((c) => `${c} > 0`),
    from_location_id: ref('location'),
    to_location_id: ref('location'),
    effective_at: instant(),
    effective_on: day(),
    source_kind: text(),
    source_id: looseRef(),
    source_line: int().orNull(),
    reason_code: text().orNull(),
  },
  checks: ['from_location_id <> to_location_id'],
  // Of an item by time, with what moved where: what stood where at a past instant is summed inside the index.
  // By day for the list of moves; where they went and why rides along, so that a filter never reads the rows it leaves out.
  indexes: [
    ['item_id', 'effective_at', 'to_location_id', 'from_location_id', 'qty'],
    ['source_id', 'source_kind'],
    ['effective_on', 'id', 'from_location_id', 'to_location_id', 'source_kind', 'reason_code'],
  ],
});

/**
 * On hand per item and location, kept with each move. Outside locations run negative by nature; one inside only where it may, and then
 * `below_since` says since when.
 */
export const stockBalance = table('stock_balance', {
  kind: 'derived',
  columns: { item_id: looseRef(), location_id: looseRef(), internal: bool(), on_hand: qty(), below_since: instant().orNull() },
  primaryKey: ['item_id', 'location_id'],
  checks: ['(internal = 1 and on_hand < 0) = (below_since is not null)'],
  indexes: [['location_id', 'item_id'], { columns: ['below_since', 'item_id', 'location_id'], where: 'below_since is not null' }],
});

/** What can be promised per item and warehouse: the constraint that makes overselling impossible. */
export const stockAvailability = table('stock_availability', {
  kind: 'derived',
  columns: { item_id: looseRef(), warehouse_id: looseRef(), sellable: qty(), reserved: qty() },
  primaryKey: ['item_id', 'warehouse_id'],
  checks: ['reserved >= 0', 'reserved <= sellable'],
  indexes: [['warehouse_id', 'item_id']],
});

/** A claim of an order line on sellable stock of a warehouse. The row is the reservation; it ends by issue or release. */
export const reservation = table('reservation', {
  kind: 'record',
  columns: {
    id: counter(),
    subject_kind: text(),
    subject_id: looseRef(),
    subject_line: int(),
    item_id: ref('item'),
    warehouse_id: ref('warehouse'),
    qty: qty().must((c) => `${c} > 0`),
    priority: int().or(0),
    made_at: instant(),
  },
  unique: [['subject_kind', 'subject_line', 'warehouse_id']],
  indexes: [
    ['item_id', 'warehouse_id', 'priority', 'id'],
    ['subject_kind', 'subject_id'],
  ],
});

/** A stop sign on any subject, placed by a higher room and read by every reserve and move. Open while released_at is null. */
export const hold = table('hold', {
  kind: 'record',
  columns: {
    id: id(),
    subject_kind: text(),
    subject_id: looseRef(),
    code: text(),
    severity: word('block', 'warn'),
    placed_by: text(),
    detail: text(),
    placed_at: instant(),
    released_at: instant().orNull(),
    release_reason: text().orNull(),
    revision: revision(),
    /** when somebody should have decided; null where nobody set a time */
    due_at: instant().orNull(),
    /** who looks into it */
    assignee_id: ref('app_user').orNull(),
    /** what a rule found, so that what was released once does not come back unchanged; null where no rule placed it */
    facts: text().orNull(),
  },
  indexes: [
    { columns: ['subject_kind', 'subject_id'], where: 'released_at is null' },
    ['code', 'placed_at', 'id'],
    ['subject_kind', 'subject_id', 'placed_at', 'id'],
    // What waits for somebody, in the order of the list.
    { columns: ['subject_kind', 'placed_at', 'id'], where: 'released_at is null' },
    { columns: ['subject_kind', 'due_at', 'id'], where: 'released_at is null' },
  ],
});

/**
 * Birth of a cost layer: original date and source. FIFO has one per receipt (and per move between areas, with the original
 * date); average and standard keep one running layer per pool.
 */
export const costLayer = table('cost_layer', {
  kind: 'ledger',
  columns: {
    ...ledgerColumns(),
    item_id: ref('item'),
    area_id: ref('valuation_area'),
    method: word('fifo', 'average', 'standard'),
    effective_at: instant(),
    effective_on: day(),
    source_kind: text(),
    source_id: looseRef(),
    parent_layer_id: counterRef('cost_layer').orNull(),
    /** what it was born with; a running layer grows after that. Below zero: units that left before they came, at a provisional cost. */
    qty_in: qty(),
    value_in: money(),
  },
});

/**
 * The stock value ledger: each change of quantity or value of a layer. Layer, pool and inventory account are sums of these.
 * `origin_line_id` points at the line whose cost is carried on (a return at original cost, a move between areas). A replay writes adjustments with a
 * quantity: above zero, units of `origin_line_id` put back on their layer; below, what left with `origin_line_id` in their stead.
 */
export const valuationLine = table('valuation_line', {
  kind: 'ledger',
  columns: {
    ...ledgerColumns(),
    layer_id: counterRef('cost_layer'),
    item_id: looseRef(),
    area_id: looseRef(),
    kind: word('in', 'out', 'adjust'),
    qty: qty(),
    value: money(),
    move_id: counterRef('stock_move').orNull(),
    origin_line_id: counterRef('valuation_line').orNull(),
    entry_id: counterRef('journal_entry').to('journal_entry', 'id', true).orNull(),
    effective_on: day(),
  },
  // Layers are reached through item and move: every index here is paid for by every line shipped. The one on the entry is
  // for the deferred key: without it SQLite looks through the whole table each time an entry is inserted.
  indexes: [
    { columns: ['entry_id'], where: 'entry_id is not null' },
    { columns: ['move_id'], where: 'move_id is not null' },
    { columns: ['origin_line_id'], where: 'origin_line_id is not null' },
    // What went out is found through the moves of the item: a sale then has no place to find in here. SQLite wants the condition word for word.
    { columns: ['item_id', 'area_id', 'id'], where: "kind <> 'out'" },
    // What a replay exchanged between layers: few, and of no move.
    { columns: ['item_id', 'id'], where: "kind = 'adjust' and qty <> 0" },
  ],
});

/**
 * Where a later difference of cost went, part by part: onto a layer that still holds the units (`adjust_line_id`), or after units that
 * left (`out_line_id`, posted to `role`). A return of those units brings back what they cost with these differences.
 */
export const costCorrection = table('cost_correction', {
  kind: 'ledger',
  columns: {
    ...ledgerColumns(),
    item_id: looseRef(),
    source_kind: text(),
    source_id: looseRef(),
    source_line: int(),
    /** the line that brought the units in; empty where a whole pool was revalued */
    in_line_id: counterRef('valuation_line').orNull(),
    adjust_line_id: counterRef('valuation_line').orNull(),
    out_line_id: counterRef('valuation_line').orNull(),
    role: text().orNull(),
    qty: qty(),
    value: money(),
    entry_id: counterRef('journal_entry').to('journal_entry', 'id', true),
    effective_on: day(),
    /** what units that left before they came cost more or less than their provisional cost, once they came */
    provisional: bool().or(0),
  },
  checks: ['adjust_line_id is null or out_line_id is null'],
  indexes: [
    { columns: ['out_line_id'], where: 'out_line_id is not null' },
    { columns: ['adjust_line_id'], where: 'adjust_line_id is not null' },
    ['source_id', 'source_kind'],
    { columns: ['in_line_id'], where: 'in_line_id is not null' },
    ['entry_id'],
    { columns: ['effective_on', 'id'], where: 'provisional = 1' },
  ],
});

/**
 * Quantity and value left per layer. Only open layers are looked at when issuing. `open` says what `qty_left` does: SQLite writes a
 * partial index anew whenever a column of its condition is set, and this one is set only when a layer runs empty or fills again.
 * A layer that is `owed` holds less than nothing: units that left with `out_line_id` before they came, until what comes next covers them.
 */
export const costLayerBalance = table('cost_layer_balance', {
  kind: 'derived',
  columns: {
    layer_id: int(),
    item_id: looseRef(),
    area_id: looseRef(),
    effective_at: instant(),
    effective_on: day(),
    qty_left: qty(),
    value_left: money(),
    open: bool(),
    owed: bool().or(0),
    out_line_id: int().orNull(),
  },
  primaryKey: ['layer_id'],
  checks: [
    'qty_left <> 0 or value_left = 0',
    '(open = 1) = (qty_left > 0)',
    '(owed = 1) = (qty_left < 0)',
    'owed = 0 or out_line_id is not null',
  ],
  indexes: [
    { columns: ['item_id', 'area_id', 'effective_at', 'layer_id'], where: 'open = 1' },
    { columns: ['item_id', 'area_id', 'effective_at', 'layer_id'], where: 'owed = 1' },
  ],
});

/** Quantity and value per cost pool; below zero where more left than came. */
export const costPoolBalance = table('cost_pool_balance', {
  kind: 'derived',
  columns: {
    item_id: looseRef(),
    area_id: looseRef(),
    method: word('fifo', 'average', 'standard'),
    running_layer_id: int().orNull(),
    qty: qty(),
    value: money(),
  },
  primaryKey: ['item_id', 'area_id'],
  checks: ['qty <> 0 or value = 0'],
  indexes: [['area_id', 'item_id']],
});

/** Each change of a standard cost, with what the stock kept at standard gained or lost by it over all valuation areas. */
export const standardCostChange = table('standard_cost_change', {
  kind: 'ledger',
  columns: {
    ...ledgerColumns(),
    item_id: ref('item'),
    starts_on: day(),
    /** null where the product had none before */
    old_micros: micros().orNull(),
    new_micros: micros(),
    qty: qty(),
    value: money(),
    entry_id: counterRef('journal_entry').to('journal_entry', 'id', true).orNull(),
    memo: text(),
  },
  indexes: [['item_id', 'starts_on', 'id'], { columns: ['entry_id'], where: 'entry_id is not null' }],
});

/** Warehouse paper: opening stock, receipt without order, transfer, count, write-down. */
export const stockDocument = table('stock_document', {
  kind: 'record',
  columns: {
    id: id(),
    kind: word('opening', 'receipt', 'transfer', 'count', 'write-down'),
    number: number(),
    /** A transfer is `shipped` while goods are in transit; everything else is `posted` at once. */
    state: word('posted', 'shipped', 'received'),
    happened_on: day(),
    party_id: looseRef().orNull(),
    from_location_id: ref('location').orNull(),
    to_location_id: ref('location').orNull(),
    reason_code: text().orNull(),
    memo: text(),
    entry_id: counterRef('journal_entry').orNull(),
    revision: revision(),
  },
  indexes: [
    ['kind', 'happened_on', 'id'],
    ['happened_on', 'id', 'state', 'reason_code', 'kind', 'from_location_id', 'to_location_id', 'party_id'],
    ['number', 'id'],
  ],
});

export const stockDocumentLine = table('stock_document_line', {
  kind: 'record',
  columns: {
    id: counter(),
    document_id: ref('stock_document'),
    line_no: int(),
    item_id: ref('item'),
    qty: qty(),
    unit_cost_micros: micros().orNull(),
    value: money().orNull(),
    counted_qty: qty().orNull(),
    book_qty: qty().orNull(),
    /** transfers: what arrived, and what was given up as lost on the way */
    received_qty: qty().orNull(),
    lost_qty: qty().orNull(),
  },
  lineOf: { table: 'stock_document', column: 'document_id' },
  indexes: [['document_id', 'line_no']],
});

/** How often and how exactly the products of a class are counted; a class without a row has the defaults of the house. */
export const countClass = table('count_class', {
  kind: 'record',
  columns: {
    code: word('A', 'B', 'C'),
    /** The class reaches to this share of the value moved, products in order of it. */
    up_to_percent: int(),
    every_days: int().must((c) => `${c} > 0`),
    /** A difference of more than this of what is expected is counted again. */
    tolerance_percent: int(),
    revision: revision(),
  },
  primaryKey: ['code'],
});

/** Class of a product by the value that went to customers, as the last plan of counts worked it out. */
export const itemCountClass = table('item_count_class', {
  kind: 'derived',
  columns: { item_id: looseRef(), class: word('A', 'B', 'C'), moved_value: money() },
  primaryKey: ['item_id'],
});

/** A place to be counted. What is expected there is not told before it was counted. */
export const countTask = table('count_task', {
  kind: 'record',
  columns: {
    id: id(),
    number: number(),
    warehouse_id: ref('warehouse'),
    location_id: ref('location'),
    /** `recount`: counted, and further off than the tolerance. */
    state: word('open', 'recount', 'counted', 'posted', 'cancelled'),
    planned_on: day(),
    /** The count says what stood there at this instant; moves since are netted. */
    counted_at: instant().orNull(),
    counted_by: text().orNull(),
    document_id: looseRef().orNull(),
    revision: revision(),
  },
  indexes: [
    ['planned_on', 'id', 'state', 'warehouse_id', 'location_id'],
    ['number', 'id'],
    ['location_id', 'state'],
    ['warehouse_id', 'counted_at'],
  ],
});

export const countTaskLine = table('count_task_line', {
  kind: 'record',
  columns: {
    id: counter(),
    task_id: ref('count_task'),
    item_id: ref('item'),
    counted: qty().orNull(),
    /** What the first count said, of a line that was counted again. */
    first_counted: qty().orNull(),
    again: bool().or(0),
  },
  lineOf: { table: 'count_task', column: 'task_id' },
  unique: [['task_id', 'item_id']],
});

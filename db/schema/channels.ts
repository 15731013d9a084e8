import { bool, counter, day, id, instant, int, json, looseRef, money, qty, ref, revision, seq, table, text, word } from './dsl.ts';

/** One shop account at one marketplace or partner, with its own settings and money clearing. */
export const channel = table('channel', {
  kind: 'record',
  columns: {
    id: id(),
    code: text(),
    name: text(),
    connector: text(),
    currency: text(),
    zone: text(),
    /** party that stands for buyers the channel does not name */
    guest_party_id: ref('party'),
    /** money captured by the channel before shipment, at shipment, or invoiced on account */
    payment: word('before-shipment', 'at-shipment', 'on-account'),
    stock_buffer: qty().or(0),
    config: json(),
    active: bool().or(1),
    revision: revision(),
  },
  unique: [['code']],
});

/** One pass over one source (a file, a page window): what came in and what became of it. */
export const channelRun = table('channel_run', {
  kind: 'record',
  columns: {
    id: id(),
    channel_id: ref('channel'),
    source: text(),
    source_hash: text(),
    state: word('running', 'done', 'failed', 'rejected'),
    started_at: instant(),
    finished_at: instant().orNull(),
    records: int().or(0),
    imported: int().or(0),
    unchanged: int().or(0),
    parked: int().or(0),
    message: text().orNull(),
    revision: revision(),
  },
  unique: [['channel_id', 'source_hash']],
  indexes: [
    ['channel_id', 'started_at', 'id'],
    ['started_at', 'id', 'channel_id', 'state'],
  ],
});

/** Every record a channel delivered, raw, once per external id. The payload can be erased, its hash stays. */
export const inbox = table('inbox', {
  kind: 'record',
  columns: {
    id: counter(),
    channel_id: ref('channel'),
    external_id: text(),
    run_id: ref('channel_run'),
    kind: text(),
    payload: json().orNull().asPersonal(),
    payload_hash: text(),
    amount: money(),
    state: word('new', 'imported', 'unresolved', 'parked', 'ignored'),
    reason: text().orNull(),
    order_id: looseRef().orNull(),
    /** 1 once it has been shipped, taken back or posted as far as it can be */
    settled: bool().or(0),
    received_at: instant(),
    placed_at: instant(),
  },
  unique: [['channel_id', 'external_id']],
  indexes: [
    ['state', 'id'],
    ['channel_id', 'state', 'id'],
    ['run_id', 'id'],
  ],
});

/** What a channel's SKU means here: an item, or a charge that posts to an account role. */
export const skuMap = table('sku_map', {
  kind: 'record',
  columns: {
    channel_id: ref('channel'),
    sku: text(),
    item_id: ref('item').orNull(),
    charge_role: text().orNull(),
    revision: revision(),
  },
  primaryKey: ['channel_id', 'sku'],
  indexes: [['sku', 'channel_id'], ['item_id'], ['charge_role', 'channel_id']],
  checks: ['(item_id is null) <> (charge_role is null)'],
});

/** The pack a SKU of the channel sells one of, beside what item it is. */
export const skuMapPack = table('sku_map_pack', {
  kind: 'record',
  columns: { channel_id: ref('channel'), sku: text(), pack_id: ref('item_pack'), revision: revision() },
  primaryKey: ['channel_id', 'sku'],
});

/** Something a person must look at; closed when healed or decided. */
export const channelException = table('channel_exception', {
  kind: 'record',
  columns: {
    id: counter(),
    channel_id: ref('channel'),
    kind: word(
      'unknown-sku',
      'bad-record',
      'unmatched-return',
      'total-mismatch',
      'oversell',
      'file-rejected',
      'changed-after-import',
      'stock-push',
      'silence',
    ),
    subject: text(),
    detail: text(),
    amount: money(),
    occurrences: int().or(1),
    opened_at: instant(),
    last_seen_at: instant(),
    happened_on: day().orNull(),
    closed_at: instant().orNull(),
    resolution: text().orNull(),
    revision: revision(),
  },
  indexes: [
    { columns: ['channel_id', 'kind', 'subject'], where: 'closed_at is null' },
    ['kind', 'id'],
    ['opened_at', 'id', 'kind', 'channel_id', 'closed_at'],
    ['subject', 'id'],
    { columns: ['kind', 'amount', 'id'], where: 'closed_at is null' },
    { columns: ['kind', 'occurrences', 'id'], where: 'closed_at is null' },
    { columns: ['kind', 'subject', 'id'], where: 'closed_at is null' },
  ],
});

/** Last quantity told to a channel per listing, and because of what. A listing is an item, or a pack of it: `item_id` is then the pack's. */
export const stockPush = table('stock_push', {
  kind: 'derived',
  columns: {
    channel_id: looseRef(),
    item_id: looseRef(),
    qty: qty(),
    seq: seq(),
    pushed_at: instant(),
    acknowledged_at: instant().orNull(),
    outbox_id: int().orNull(),
  },
  primaryKey: ['channel_id', 'item_id'],
});

import { sql } from 'kysely';
import { afterEach, beforeAll, expect, it } from 'vitest';
import {
  type Connection,
  classifyDbError,
  countRows,
  nullsSmallest,
  quoteIdent,
  quoteText,
  statement,
  sumInt,
  TransactionAborted,
} from '../../db/dialect/portable.ts';
import { eachDatabase } from '../kit/databases.ts';

interface DB {
  item: { id: number; sku: string; note: string | null };
  stock: { item_id: number; place: string; qty: number; seen_at?: string | null; revision?: number };
  big: { id: number; amount: number };
}

const MAX = Number.MAX_SAFE_INTEGER;
/** Everything text has got wrong somewhere: quotes, backslash, line ends, JSON, beyond the first plane, empty. */
const AWKWARD = [`O'Neil "the" \\ ?$1`, 'line\r\nend\t', '{"a":[1]}', 'Größe 😀 名', '', '007', '1e5', 'null'];

const bySku = statement<DB, { sku: string }, { id: number; note: string | null }>((db, p) =>
  db.selectFrom('item').select(['id', 'note']).where('sku', '=', p('sku')),
);
const around = statement<DB, { id: number; note: string | null }, { id: number }>((db, p) =>
  db
    .selectFrom('item')
    .select('id')
    .where((eb) => eb.or([eb('id', '>', p('id')), eb('id', '<', p('id'))]))
    .where(sql<boolean>`note is not distinct from ${p('note')}`)
    .where('id', '<', 1000)
    .orderBy('id'),
);
const rename = statement<DB, { id: number; note: string | null }, { id: number; note: string | null }>((db, p) =>
  db
    .updateTable('item')
    .set({ note: p('note') })
    .where('id', '=', p('id'))
    .returning(['id', 'note']),
);

const AWKWARD_NOTE = `O'Neil "the" \\ ?$1 :a`;
const fixed = statement<DB, { sku: string }, { id: number; half: number; note: string }>((db, p) =>
  db
    .selectFrom('item')
    .select(['id', sql<number>`${-5} / 2`.as('half'), sql<string>`${AWKWARD_NOTE}`.as('note')])
    .where('sku', '>=', p('sku'))
    .where('note', '=', 'blue')
    .orderBy('id')
    .limit(1),
);

eachDatabase('dialect', (database) => {
  let c: Connection<DB>;

  beforeAll(async () => {
    c = await database.open<DB>();
    const [int, strict] = database.dialect === 'sqlite' ? ['integer', ' strict'] : ['bigint', ''];
    const text = database.dialect === 'sqlite' ? 'text' : 'text collate "C"';
    await c.exec(`create table item (id ${int} primary key, sku ${text} not null unique, note ${text})${strict}`);
    await c.exec(
      `create table stock (item_id ${int} not null references item (id), place ${text} not null, qty ${int} not null check (qty >= 0),
        seen_at ${text}, revision ${int} not null default 1, primary key (item_id, place))${strict}`,
    );
    await c.exec(`create table big (id ${int} primary key, amount ${int} not null)${strict}`);
    if (database.dialect === 'sqlite')
      await c.exec("create trigger item_kept before delete on item begin select raise(abort, 'items are kept'); end");
    else
      await c.exec(`create function keep() returns trigger language plpgsql as $$ begin
          raise exception 'items are kept' using errcode = '23514'; end $$;
        create trigger item_kept before delete on item for each row execute function keep()`);
  });

  // Each test works in a transaction of its own that is taken back, so that none leans on another.
  afterEach(async () => c.rollback());
  const begin = async () => {
    await c.begin('write');
    await c.insertMany('item', [
      { id: 1, sku: 'TEE', note: null },
      { id: 2, sku: 'MUG', note: 'blue' },
      { id: 3, sku: 'CAP', note: 'blue' },
    ]);
  };
  const stock = () => c.db.selectFrom('stock').select(['item_id', 'place', 'qty', 'seen_at', 'revision']).orderBy('item_id').execute();
  const failure = async (work: Promise<unknown>) =>
    classifyDbError(
      await work.then(
        () => undefined,
        (error: unknown) => error,
      ),
    );

  it('keeps every text and every safe integer exactly', async () => {
    await begin();
    await c.insertMany(
      'item',
      AWKWARD.map((sku, i) => ({ id: MAX - i, sku, note: sku })),
    );
    const back = await c.db.selectFrom('item').selectAll().where('id', '>', 1000).orderBy('id', 'desc').execute();
    expect(back).toEqual(AWKWARD.map((sku, i) => ({ id: MAX - i, sku, note: sku })));
    for (const [i, sku] of AWKWARD.entries()) expect(await c.run(bySku, { sku })).toEqual([{ id: MAX - i, note: sku }]);
    await c.insertMany('big', [{ id: -MAX, amount: -0 }]);
    expect(await c.db.selectFrom('big').selectAll().execute()).toEqual([{ id: -MAX, amount: 0 }]);
  });

  it('gives a column left out its default, whatever the other rows of the call give', async () => {
    await begin();
    await c.insertMany('stock', [
      { item_id: 1, place: 'A', qty: 1 },
      { qty: 2, place: 'A', item_id: 2, revision: 7, seen_at: 'noon' },
      { item_id: 3, place: 'A', qty: 3, seen_at: null },
    ]);
    expect(await stock()).toEqual([
      { item_id: 1, place: 'A', qty: 1, seen_at: null, revision: 1 },
      { item_id: 2, place: 'A', qty: 2, seen_at: 'noon', revision: 7 },
      { item_id: 3, place: 'A', qty: 3, seen_at: null, revision: 1 },
    ]);
    await c.insertMany('stock', []);
  });

  it('adds to what is there, replaces what is set, inserts the rest, and sums rows of one key first', async () => {
    await begin();
    await c.insertMany('stock', [{ item_id: 1, place: 'A', qty: 10, seen_at: 'one' }]);
    await c.insertMany(
      'stock',
      [
        { item_id: 1, place: 'A', qty: -12, seen_at: 'two' },
        { item_id: 2, place: 'A', qty: 4, seen_at: 'two' },
        { item_id: 1, place: 'A', qty: 5, seen_at: 'three' },
        { item_id: 2, place: 'A', qty: -1, seen_at: null },
      ],
      { key: ['item_id', 'place'], add: ['qty'], set: ['seen_at'] },
    );
    expect(await stock()).toEqual([
      { item_id: 1, place: 'A', qty: 3, seen_at: 'three', revision: 1 },
      { item_id: 2, place: 'A', qty: 3, seen_at: null, revision: 1 },
    ]);
    await c.insertMany('stock', [{ item_id: 1, place: 'A', qty: 99 }], { key: ['item_id', 'place'], add: [] });
    expect((await stock())[0]).toMatchObject({ qty: 3 });
    expect(
      await failure(c.insertMany('stock', [{ item_id: 1, place: 'A', qty: -4 }], { key: ['item_id', 'place'], add: ['qty'] })),
    ).toMatchObject({
      kind: 'constraint',
      rule: 'check',
    });
  });

  it('updates rows by key, each with its own columns, and says how many it found', async () => {
    await begin();
    await c.insertMany(
      'stock',
      [1, 2, 3].map((item_id) => ({ item_id, place: 'A', qty: item_id, seen_at: 'old' })),
    );
    const found = await c.updateMany(
      'stock',
      ['item_id', 'place'],
      [
        { item_id: 1, place: 'A', qty: 11 },
        { item_id: 3, place: 'A', seen_at: null, qty: 33 },
      ],
    );
    expect(found).toBe(2);
    expect((await stock()).map((s) => [s.qty, s.seen_at])).toEqual([
      [11, 'old'],
      [2, 'old'],
      [33, null],
    ]);
    const missing = [
      { id: 2, note: 'red' },
      { id: 9, note: 'red' },
    ];
    expect(await c.updateMany('item', ['id'], missing, { mustMatch: false })).toBe(1);
    await expect(c.updateMany('item', ['id'], missing)).rejects.toThrow('item: no row with id 9');
  });

  it('refuses two updates of one row in one call', async () => {
    await begin();
    const twice = c.updateMany(
      'item',
      ['id'],
      [
        { id: 1, note: 'a' },
        { id: 1, note: 'b' },
      ],
    );
    await expect(twice).rejects.toThrow('two rows update id 1');
  });

  it('joins rows given as a table: nulls, awkward text and large integers come back as they went in', async () => {
    await begin();
    const rows = AWKWARD.map((t, i) => ({ item: (i % 3) + 1, t, n: i % 2 ? null : MAX - i, u: i % 2 ? t : null }));
    const back = await c.db
      .selectFrom(c.rowset(rows, { item: 'int', t: 'text', n: 'int?', u: 'text?' }).as('r'))
      .innerJoin('item', 'item.id', 'r.item')
      .select(['r.item', 'r.t', 'r.n', 'r.u', 'item.sku'])
      .execute();
    const sku = ['TEE', 'MUG', 'CAP'];
    expect(new Set(back)).toEqual(new Set(rows.map((r) => ({ ...r, sku: sku[r.item - 1] }))));
    const none = await c.db
      .selectFrom(c.rowset([], { item: 'int' }).as('r'))
      .selectAll()
      .execute();
    expect(none).toEqual([]);
    const sums = await c.db
      .selectFrom(c.rowset([{ q: 2 }, { q: 5 }], { q: 'int' }).as('r'))
      .select(sumInt('r.q').as('q'))
      .execute();
    expect(sums).toEqual([{ q: 7 }]);
  });

  it('runs a compiled statement with one name used twice, with null, and with what it returns', async () => {
    await begin();
    expect(await c.run(around, { id: 2, note: 'blue' })).toEqual([{ id: 3 }]);
    expect(await c.run(around, { id: 3, note: null })).toEqual([{ id: 1 }]);
    expect(await c.run(rename, { id: 2, note: null })).toEqual([{ id: 2, note: null }]);
    expect(await c.run(rename, { id: 77, note: 'x' })).toEqual([]);
    expect(await c.run(bySku, { sku: 'nothing' })).toEqual([]);
  });

  it('has values a statement is built with in its text, whatever is in them', async () => {
    await begin();
    expect(await c.run(fixed, { sku: '' })).toEqual([{ id: 2, half: -2, note: AWKWARD_NOTE }]);
    expect(fixed.compiled.get(c.dialect)?.slots).toEqual([{ name: 'sku' }]);
  });

  it('treats a bound integer as an integer: no fraction appears, no ".0" in text', async () => {
    const { rows } = await sql<{ half: number; text: string }>`select ${5} / 2 as half, 'n' || ${5} as text`.execute(c.db);
    expect(rows).toEqual([{ half: 2, text: 'n5' }]);
  });

  it('sums and counts to numbers, and refuses what no number holds exactly', async () => {
    await begin();
    const sums = () =>
      c.db
        .selectFrom('big')
        .select([sumInt('amount').as('sum'), countRows().as('n')])
        .executeTakeFirstOrThrow();
    expect(await sums()).toEqual({ sum: 0, n: 0 });
    await c.insertMany('big', [
      { id: 1, amount: MAX - 10 },
      { id: 2, amount: 10 },
    ]);
    expect(await sums()).toEqual({ sum: MAX, n: 2 });
    expect(await sql<{ s: number }>`select sum(amount) as s from big`.execute(c.db)).toMatchObject({ rows: [{ s: MAX }] });
    await c.insertMany('big', [{ id: 3, amount: 1 }]);
    await expect(sums()).rejects.toThrow(RangeError);
  });

  it('adds exactly at the edge of the safe integers and refuses to read beyond it', async () => {
    await begin();
    await c.insertMany('big', [{ id: 1, amount: MAX }]);
    await c.insertMany('big', [{ id: 1, amount: 1 }], { key: ['id'], add: ['amount'] });
    await expect(c.db.selectFrom('big').selectAll().execute()).rejects.toThrow(RangeError);
    await expect(c.commit()).rejects.toThrow(TransactionAborted);
  });

  it.each<[string, unknown]>([
    ['a boolean', true],
    ['a date', new Date(0)],
    ['an object', {}],
    ['an unsafe integer', MAX + 1],
    ['a fraction', 1.5],
    ['no number', Number.NaN],
    ['NUL', 'a\0b'],
    ['half a character', '\ud83d'],
  ])('refuses %s wherever a value goes', async (_name, value) => {
    await begin();
    await expect(c.insertMany('item', [{ id: 5, sku: 'X', note: value as string }])).rejects.toThrow(TypeError);
    await expect(c.updateMany('item', ['id'], [{ id: 1, note: value as string }])).rejects.toThrow(TypeError);
    await expect(c.run(bySku, { sku: value as string })).rejects.toThrow(TypeError);
    await expect(
      c.db
        .selectFrom('item')
        .selectAll()
        .where('note', '=', value as string)
        .execute(),
    ).rejects.toThrow(TypeError);
    expect(() => c.rowset([{ t: value as string }], { t: 'text' })).toThrow(TypeError);
  });

  it('refuses a statement run without one of its parameters', async () => {
    await expect(c.run(bySku, {} as { sku: string })).rejects.toThrow('parameter sku');
  });

  it('takes back everything on rollback, and commits nothing of a transaction in which a statement failed', async () => {
    await begin();
    await c.rollback();
    const count = async () => (await c.db.selectFrom('item').select(countRows().as('n')).executeTakeFirstOrThrow()).n;
    expect(await count()).toBe(0);
    await begin();
    await expect(
      c.insertMany('item', [
        { id: 8, sku: 'NEW', note: null },
        { id: 9, sku: 'TEE', note: null },
      ]),
    ).rejects.toThrow(/unique/i);
    await expect(c.commit()).rejects.toThrow(TransactionAborted);
    expect(await count()).toBe(0);
    await c.rollback();
  });

  it('inserts all rows or none outside a transaction too', async () => {
    const rows = Array.from({ length: 6000 }, (_, i) => ({ id: i + 10, sku: i === 5999 ? 'same 0' : `same ${i}`, note: null }));
    await expect(c.insertMany('item', rows)).rejects.toThrow(/unique/i);
    expect(await c.db.selectFrom('item').selectAll().execute()).toEqual([]);
  });

  it('shows a reader one snapshot until it ends, and nothing uncommitted', async () => {
    const reader = await database.open<DB>();
    const count = async () => (await reader.db.selectFrom('big').select(countRows().as('n')).executeTakeFirstOrThrow()).n;
    await c.begin('write');
    await c.insertMany('big', [{ id: 1, amount: 1 }]);
    await reader.begin('read');
    expect(await count()).toBe(0);
    await c.commit();
    expect(await count()).toBe(0);
    await reader.commit();
    expect(await count()).toBe(1);
    await c.db.deleteFrom('big').execute();
    expect(await count()).toBe(0);
  });

  it.each<[string, string, { rule: string; constraint: RegExp }]>([
    ['a unique column', "insert into item (id, sku) values (7, 'TEE')", { rule: 'unique', constraint: /^item\.sku$/ }],
    ['a primary key', "insert into item (id, sku) values (1, 'X')", { rule: 'unique', constraint: /^item\.id$/ }],
    ['a check', "insert into stock (item_id, place, qty) values (1, 'A', -1)", { rule: 'check', constraint: /qty/ }],
    ['a foreign key', "insert into stock (item_id, place, qty) values (99, 'A', 1)", { rule: 'foreignKey', constraint: /./ }],
    ['not null', 'insert into item (id, sku) values (7, null)', { rule: 'notNull', constraint: /^item\.sku$/ }],
    ['a trigger', 'delete from item', { rule: 'raised', constraint: /^items are kept$/ }],
  ])('calls a violation of %s a constraint and names it', async (_name, text, expected) => {
    await begin();
    const found = await failure(sql.raw(text).execute(c.db));
    expect(found).toMatchObject({ kind: 'constraint', rule: expected.rule });
    expect(found.constraint).toMatch(expected.constraint);
  });

  it('tells other failures apart from constraints', async () => {
    expect(await failure(sql`select * from nowhere`.execute(c.db))).toMatchObject({ kind: 'other' });
    expect(classifyDbError(new Error('ours'))).toEqual({ kind: 'other', detail: 'ours' });
    const gone = await database.open<DB>();
    await gone.close();
    expect(await failure(gone.run(bySku, { sku: 'TEE' }))).toMatchObject({ kind: 'closed' });
  });

  it('sorts text by its bytes and null as the smallest, forwards and backwards', async () => {
    await c.begin('write');
    const order = ['', '10', '9', 'B', 'Z', 'a', 'z', 'Ä', 'ä', 'z\u0301', '\uffee', '😀'];
    const bytewise = order.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    await c.insertMany(
      'item',
      order.map((sku, id) => ({ id, sku, note: id < 2 ? null : sku })),
    );
    const skus = await c.db.selectFrom('item').select('sku').orderBy('sku').execute();
    expect(skus.map((r) => r.sku)).toEqual(bytewise);
    const given = await c.db
      .selectFrom(
        c
          .rowset(
            order.map((t) => ({ t })),
            { t: 'text' },
          )
          .as('r'),
      )
      .select('t')
      .orderBy('t')
      .execute();
    expect(given.map((r) => r.t)).toEqual(bytewise);
    for (const direction of ['asc', 'desc'] as const) {
      const notes = await c.db.selectFrom('item').select('note').orderBy('note', nullsSmallest(direction)).execute();
      const upwards = [null, null, ...bytewise.filter((t) => order.indexOf(t) >= 2)];
      expect(notes.map((r) => r.note)).toEqual(direction === 'asc' ? upwards : upwards.toReversed());
    }
  });

  it('answers yes and no as 1 and 0', async () => {
    await begin();
    const { rows } = await sql`select exists (select 1 from item) as yes, 1 = 2 as no`.execute(c.db);
    expect(rows).toEqual([{ yes: 1, no: 0 }]);
  });

  it('quotes any name and any text', async () => {
    const { rows } = await sql.raw(`select ${quoteText(`it's`)} as ${quoteIdent('a "b"')}`).execute(c.db);
    expect(rows).toEqual([{ 'a "b"': `it's` }]);
  });

  it('sees a table that was changed after it was first used', async () => {
    const int = database.dialect === 'sqlite' ? 'integer' : 'bigint';
    await c.exec(`create table later (id ${int} primary key)`);
    const l = c as unknown as Connection<{ later: { id: number; n?: number } }>;
    await l.insertMany('later', [{ id: 1 }]);
    expect(await l.db.selectFrom('later').selectAll().execute()).toEqual([{ id: 1 }]);
    await c.exec(`alter table later add column n ${int} not null default 7`);
    await l.insertMany('later', [{ id: 2, n: 8 }, { id: 3 }]);
    expect(await l.db.selectFrom('later').selectAll().orderBy('id').execute()).toEqual([
      { id: 1, n: 7 },
      { id: 2, n: 8 },
      { id: 3, n: 7 },
    ]);
  });

  it('tests deferred foreign keys at commit, and goes on after the rollback', async () => {
    const int = database.dialect === 'sqlite' ? 'integer' : 'bigint';
    await c.exec(`create table page (id ${int} primary key, next_id ${int} references page (id) deferrable initially deferred)`);
    const p = c as unknown as Connection<{ page: { id: number; next_id: number | null } }>;
    await p.begin('write');
    await p.insertMany('page', [{ id: 1, next_id: 2 }]);
    expect(await failure(p.commit())).toMatchObject({ kind: 'constraint', rule: 'foreignKey' });
    await p.rollback();
    await p.begin('write');
    await p.insertMany('page', [{ id: 1, next_id: 2 }]);
    await p.insertMany('page', [{ id: 2, next_id: null }]);
    await p.commit();
    expect(await p.db.selectFrom('page').selectAll().execute()).toHaveLength(2);
  });
});

import { readXlsx } from 'hucre/xlsx';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Cell } from '../../../main/engine/export/sheet-xml.ts';
import { xlsxOf } from '../../../main/engine/export/xlsx.ts';
import { Workers } from '../../../main/engine/jobs/workers.ts';
import { SalesShop } from '../sales/sales-shop.ts';

let shop: SalesShop;
beforeEach(async () => {
  shop = await SalesShop.open();
});
afterEach(() => shop.books.close());

const columns = [
  { field: 'number', title: 'Order' },
  { field: 'orderedOn', title: 'Ordered' },
  { field: 'partyName', title: 'Customer' },
  { field: 'total', title: 'Total GBP' },
];
const asked = (over: Record<string, unknown>) => ({
  list: 'sales.orders',
  format: 'csv',
  name: 'Large ones',
  columns,
  filter: [{ column: 'total', op: 'gte', value: 300 }],
  sort: [{ column: 'total', direction: 'desc' }],
  conditions: ['Total at least 3.00 GBP'],
  ...over,
});

/** Exports and answers the content of the file. */
async function exported(over: Record<string, unknown>): Promise<{ name: string; rows: number; bytes: Buffer }> {
  const { jobId } = await shop.books.dispatch<{ jobId: string }>('engine.exportList', asked(over));
  const { engine, actor } = shop.books;
  await new Workers(engine, { report: (error) => expect.fail(String(error)) }).runDue();
  const made = await shop.books.ask<{ state: string; fileId: string; rows: number }>('engine.getExport', { jobId });
  expect(made.state).toBe('done');
  const { facts, content } = await engine.files.read(made.fileId, actor);
  const parts: Buffer[] = [];
  for await (const part of content) parts.push(part as Buffer);
  return { name: facts.name, rows: made.rows, bytes: Buffer.concat(parts) };
}

test('a CSV file holds every row that matches in the order of the list, and no text that a program would run', async () => {
  for (const price of [1, 3, 5, 4]) await shop.accept([{ sku: 'TEE', price }]);
  await shop.books.dispatch(
    'parties.changeParty',
    { partyId: shop.partyId, name: '=1+1, "Ann"' },
    { expect: [{ id: shop.partyId, revision: 1 }] },
  );
  const { name, rows, bytes } = await exported({});
  expect(name).toBe('Large ones.csv');
  expect(rows).toBe(3);
  expect(bytes.toString('utf8').replace('\u{feff}', '').trim().split('\n')).toEqual([
    'Order,Ordered,Customer,Total GBP',
    `SO-2026-000003,2026-01-05,"'=1+1, ""Ann""",5.00`,
    `SO-2026-000004,2026-01-05,"'=1+1, ""Ann""",4.00`,
    `SO-2026-000002,2026-01-05,"'=1+1, ""Ann""",3.00`,
  ]);
});

test('a spreadsheet has days and amounts that can be calculated with, and says what it is on a second sheet', async () => {
  await shop.accept([{ sku: 'TEE', price: 12.34 }]);
  const { name, bytes } = await exported({ format: 'xlsx' });
  expect(name).toBe('Large ones.xlsx');
  const { sheets } = await readXlsx(new Uint8Array(bytes));
  const [rows, about] = sheets;
  expect(rows?.rows[0]).toEqual(columns.map((c) => c.title));
  expect(rows?.rows[1]).toEqual(['SO-2026-000001', new Date('2026-01-05T00:00:00Z'), 'Ann', 12.34]);
  expect(rows?.freezePane).toMatchObject({ rows: 1 });
  expect(rows?.autoFilter?.range).toBe('A1:D2');
  expect(about?.rows.map((r) => r.slice(0, 2))).toContainEqual(['Only where', 'Total at least 3.00 GBP']);
});

/** A file of these rows, read back as a spreadsheet program would. */
async function written(rows: readonly (readonly Cell[])[], sheetRows: number) {
  async function* pages() {
    // Portions that end neither with a sheet nor with the rows.
    for (let at = 0; at < rows.length; at += 2) yield rows.slice(at, at + 2);
  }
  const parts: Uint8Array[] = [];
  const wanted = [{ title: 'Text' }, { title: 'Amount', format: '#,##0.00' }];
  const about = (count: number) => [['Rows', String(count)]] as const;
  for await (const part of xlsxOf({ name: 'Rows: all', columns: wanted, pages: pages(), about, sheetRows })) parts.push(part);
  return (await readXlsx(new Uint8Array(Buffer.concat(parts)))).sheets;
}

test('rows that one sheet does not take go on to the next with their titles', async () => {
  const rows = [1, 2, 3, 4, 5].map((n) => [`row ${n}`, { decimal: `${n}.50` }]);
  const sheets = await written(rows, 3);
  expect(sheets.map((s) => s.name)).toEqual(['Rows  all', 'Rows  all (2)', 'Rows  all (3)', 'About']);
  expect(sheets.map((s) => s.rows)).toEqual([
    [
      ['Text', 'Amount'],
      ['row 1', 1.5],
      ['row 2', 2.5],
    ],
    [
      ['Text', 'Amount'],
      ['row 3', 3.5],
      ['row 4', 4.5],
    ],
    [
      ['Text', 'Amount'],
      ['row 5', 5.5],
    ],
    [['Rows', '5']],
  ]);
  expect((await written(rows.slice(0, 4), 3)).map((s) => s.rows.length)).toEqual([3, 3, 1]);
  expect((await written([], 3)).map((s) => s.rows.length)).toEqual([1, 1]);
});

test('a text stays what it is in a spreadsheet: no formula, no markup, no broken file', async () => {
  const texts = ['=1+1', '+31 20 123', '-5', '@home', '<b>&amp;"', '  two spaces', 'line\nbreak', 'bell\u0007', '_x0041_', '😀', '007'];
  const [sheet] = await written(
    texts.map((text) => [text, null]),
    100,
  );
  expect(sheet?.rows.slice(1).map((r) => r[0])).toEqual(texts);
});

test('an export that is cancelled leaves no file and says so', async () => {
  await shop.accept([{ sku: 'TEE', price: 5 }]);
  const { jobId } = await shop.books.dispatch<{ jobId: string }>('engine.exportList', asked({ format: 'xlsx' }));
  await shop.books.dispatch('engine.cancelExport', { jobId });
  await new Workers(shop.books.engine, { report: (error) => expect.fail(String(error)) }).runDue();
  expect(await shop.books.ask('engine.getExport', { jobId })).toMatchObject({ state: 'cancelled', fileId: null });
});

test('a column the list does not have is refused, and so is somebody else’s export', async () => {
  await expect(shop.books.dispatch('engine.exportList', asked({ columns: [{ field: 'secret', title: 'x' }] }))).rejects.toMatchObject({
    code: 'engine.unknownField',
  });
  await expect(shop.books.ask('engine.getExport', { jobId: 'job_nobody' })).rejects.toMatchObject({ code: 'engine.notFound' });
});

import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Workers } from '../../../main/engine/jobs/workers.ts';
import { expectHealthy } from '../../kit/doctor.ts';
import { InsightShop } from '../../kit/insight-shop.ts';
import { pagesOf } from './pdf-text.ts';

interface Job {
  state: string;
  error: string | null;
  result: { fileId: string; documents: number } | null;
}

let at: InsightShop;
const orders: string[] = [];

beforeEach(async () => {
  at = await InsightShop.open();
  const { shop } = at;
  await at.stock('LON', { 'TEE-M': 10, MUG: 10 });
  await at.stock('HAM', { MUG: 2 });
  orders.length = 0;
  for (const channel of ['web', 'market']) {
    const lines = [
      { sku: 'TEE-M', qty: 2, unitPriceMicros: 10_000_000 },
      { sku: 'MUG', qty: 1, unitPriceMicros: 5_500_000 },
    ];
    orders.push(await at.order('TEE-M', 1, { channelId: at.channels[channel], externalId: `x-${channel}`, lines }));
  }
  for (const orderId of orders) await shop.dispatch('fulfillment.allocateOrder', { orderId });
});
afterEach(async () => {
  await expectHealthy(at.shop);
  await at.shop.close();
});

const ship = async () => {
  for (const orderId of orders) await at.shop.dispatch('fulfillment.shipOrder', { orderId, carrier: 'DHL' });
};
const first = async (operation: string): Promise<string> =>
  (await at.shop.ask<{ rows: { id: string }[] }>(operation, { offset: 0, limit: 1 })).rows[0]?.id ?? '';

/** Prints by the job and answers the file and the text of its pages. */
async function printed(input: object): Promise<{ fileId: string; name: string; pages: string[] }> {
  const { shop } = at;
  const { jobId } = await shop.dispatch<{ jobId: string }>('documents.print', input);
  await new Workers(shop.engine).runDue();
  const job = await shop.ask<Job>('engine.getJob', { jobId });
  expect([job.state, job.error]).toEqual(['done', null]);
  const fileId = job.result?.fileId ?? '';
  expect(await shop.ask('documents.getPrint', { jobId })).toEqual({ state: 'done', error: null, fileId });
  const { facts, content } = await shop.engine.files.read(fileId, shop.actor);
  return { fileId, name: facts.name, pages: await pagesOf(await buffer(content)) };
}

test('an invoice is written once in a language, kept, and says what the books say', async () => {
  await at.shop.dispatch('documents.setLetterhead', { address: ['12 Mill Lane', 'London'], taxNumber: 'GB123', language: 'en' });
  await ship();
  const invoiceId = await first('sales.listInvoices');
  const { number, total } = await at.shop.ask<{ number: string; total: number }>('sales.getInvoice', { invoiceId });
  const paper = await printed({ kind: 'invoice', ids: [invoiceId] });
  expect(paper.name).toBe(`${number}.pdf`);
  for (const said of [`Invoice ${number}`, '12 Mill Lane', 'Tax no. GB123', 'Ann Archer', `Total GBP ${(total / 100).toFixed(2)}`])
    expect(paper.pages.join()).toContain(said);
  // Kept for good: whoever asks again gets this file, whatever the letterhead says by then.
  await at.shop.dispatch('documents.setLetterhead', { address: ['1 New Road'] });
  expect((await printed({ kind: 'invoice', ids: [invoiceId] })).fileId).toBe(paper.fileId);
  expect(await at.shop.ask('documents.getPrinted', { invoiceId })).toEqual({ fileId: paper.fileId });
  expect(await at.shop.ask('engine.getFile', { fileId: paper.fileId })).toMatchObject({ expiresAt: null, permission: 'sales.read' });
  const german = await printed({ kind: 'invoice', ids: [invoiceId], language: 'de' });
  expect(german.fileId).not.toBe(paper.fileId);
  expect(german.pages.join()).toContain(`Rechnung ${number}`);
});

test('all slips of a day are one file; labels too', async () => {
  await ship();
  const slips = await printed({ kind: 'packing-slip', shippedOn: '2026-01-05' });
  expect(slips.pages.map((page) => /Packing slip (\S+)/.exec(page)?.[1])).toEqual(['SHP-2026-00001', 'SHP-2026-00002']);
  expect(slips.pages[0]).toContain('TEE-M White tee shirt');
  expect((await printed({ kind: 'label', shippedOn: '2026-01-05' })).pages).toHaveLength(2);
  await expect(at.shop.dispatch('documents.print', { kind: 'label', shippedOn: '2026-01-06' })).rejects.toMatchObject({
    code: 'documents.nothingToPrint',
  });
});

test('a pick list adds up what is promised, by place, for the orders named', async () => {
  const [page = ''] = (await printed({ kind: 'pick-list', ids: orders })).pages;
  expect(page).toMatch(/Pick list London .*MUG T-light holder mug For SO-2026-000001, SO-2026-000002 2 /);
  expect(page).toMatch(/TEE-M White tee shirt For SO-2026-000001, SO-2026-000002 4 /);
});

test('a credit note is written like an invoice', async () => {
  await ship();
  const invoiceId = await first('sales.listInvoices');
  const { lines, number } = await at.shop.ask<{ number: string; lines: { orderLineId: number }[] }>('sales.getInvoice', { invoiceId });
  const { creditNoteId } = await at.shop.dispatch<{ creditNoteId: string }>('sales.creditNote', {
    kind: 'price',
    invoiceId,
    reason: 'a scratch',
    lines: [{ orderLineId: lines[0]?.orderLineId, net: 300 }],
  });
  const { pages } = await printed({ kind: 'invoice', ids: [creditNoteId] });
  expect(pages.join()).toMatch(new RegExp(`Corrects invoice ${number}.*Credit note CN-2026-000001.*Credited GBP 3.00`));
});

test('letters of a dunning run are one file, a statement is what the account of the customer says', async () => {
  for (const name of ['Ann', 'Bob']) {
    const { partyId } = await at.shop.dispatch<{ partyId: string }>('parties.createParty', { kind: 'customer', name, country: 'GB' });
    const lines = [
      { account: { role: 'receivable' }, amount: 4_000, itemKey: `OLD-${name}`, partyId },
      { account: { role: 'opening-balance' }, amount: -4_000 },
    ];
    await at.shop.dispatch('accounting.postEntry', { on: '2026-01-05', memo: 'From before', lines });
  }
  at.shop.now = '2026-02-01T09:00:00.000Z';
  const { runId, letters } = await at.shop.dispatch<{ runId: string; letters: number }>('receivables.runDunning', {});
  expect(letters).toBe(2);
  const run = await printed({ kind: 'dunning-letter', runId });
  expect(run.pages.map((page) => /DUN-\S+/.exec(page)?.[0])).toEqual(['DUN-2026-00001', 'DUN-2026-00002']);
  expect(run.pages[0]).toMatch(/Payment reminder .*OLD-.*40.00 To be paid GBP 40.00/);
  const letterId = await first('receivables.listLetters');
  expect((await printed({ kind: 'dunning-letter', ids: [letterId], language: 'de' })).pages.join()).toContain('Zu zahlen GBP');
  const { partyId } = await at.shop.ask<{ partyId: string }>('receivables.getLetter', { letterId });
  const span = { from: '2026-01-01', to: '2026-01-31' };
  const { closing } = await at.shop.ask<{ closing: number }>('receivables.getStatement', { partyId, ...span });
  const statement = await printed({ kind: 'customer-statement', ids: [partyId], span });
  expect(statement.pages.join()).toContain(`Balance on 31 January 2026 ${(closing / 100).toFixed(2)}`);
  const code = (input: object) => at.shop.dispatch('documents.print', input).catch((e: unknown) => (e as { code: string }).code);
  expect(await code({ kind: 'customer-statement', ids: [partyId] })).toBe('documents.nothingToPrint');
  expect(await code({ kind: 'customer-statement', ids: [partyId], span: { from: '2026-02-01', to: '2026-01-01' } })).toBe(
    'receivables.wrongDays',
  );
  expect(await code({ kind: 'dunning-letter', runId: 'drn_none' })).toBe('documents.nothingToPrint');
  expect(await code({ kind: 'dunning-letter', ids: ['dun_none'] })).toBe('engine.notFound');
  const { engine } = at.shop;
  const asked = { operation: 'documents.print', input: { kind: 'customer-statement', ids: [partyId], span }, commandId: 'limited' };
  const limited = { ...at.shop.actor, scopes: { channel: new Set(['chn_none']) } };
  await expect(engine.dispatch({ ...asked, actor: limited })).rejects.toMatchObject({ code: 'engine.wholeCompanyOnly' });
});

test('nobody prints what they may not see', async () => {
  await ship();
  const { engine } = at.shop;
  const asked = (who: Parameters<InsightShop['as']>[0], input: object) =>
    engine.dispatch({ operation: 'documents.print', input, commandId: `p-${JSON.stringify(input)}`, actor: at.actor(who) });
  const slips = { kind: 'packing-slip', shippedOn: '2026-01-05' };
  await expect(asked({ may: ['sales.read'] }, slips)).rejects.toMatchObject({ code: 'engine.notPermitted' });
  await expect(asked({ may: ['fulfillment.*'], warehouses: [at.warehouse('HAM')] }, slips)).rejects.toMatchObject({
    code: 'documents.nothingToPrint',
  });
  const market = { may: ['*'], channels: [at.channels['market'] ?? ''] };
  const web = (
    await at.shop.ask<{ rows: { id: string }[] }>('fulfillment.listShipments', {
      filter: [{ column: 'orderId', op: 'eq', value: orders[0] }],
    })
  ).rows[0]?.id;
  await expect(asked(market, { kind: 'packing-slip', ids: [web] })).rejects.toMatchObject({ code: 'engine.notFound' });
  expect((await asked(market, slips)).output).toMatchObject({ documents: 1 });
  // How far a print is tells only who may read what it prints.
  const { jobId } = await at.shop.dispatch<{ jobId: string }>('documents.print', slips);
  const far = (who: Parameters<InsightShop['as']>[0]) =>
    engine.ask({ operation: 'documents.getPrint', input: { jobId }, actor: at.actor(who) });
  await expect(far({ may: ['company.read', 'sales.read'] })).rejects.toMatchObject({ code: 'engine.notPermitted' });
  expect((await far({ may: ['company.read', 'fulfillment.read'] })).output).toEqual({ state: 'waiting', error: null, fileId: null });
});

/** A statement drawn by the job: how it ended, and the text of its pages. */
async function drawn(input: { question: object; [key: string]: unknown }): Promise<{ error: string | null; pages: string[] }> {
  const { shop } = at;
  const { jobId } = await shop.dispatch<{ jobId: string }>('engine.exportReport', { format: 'pdf', conditions: [], ...input });
  await new Workers(shop.engine).runDue();
  const { error, fileId } = await shop.ask<{ error: string | null; fileId: string | null }>('engine.getExport', { jobId });
  if (fileId === null) return { error, pages: [] };
  const { facts, content } = await shop.engine.files.read(fileId, shop.actor);
  expect([facts.mediaType, facts.permission]).toEqual(['application/pdf', 'accounting.read']);
  return { error, pages: await pagesOf(await buffer(content)) };
}

test('a statement is drawn with the figures and words it is shown with, in the language of the letterhead', async () => {
  await ship();
  await at.shop.dispatch('documents.setLetterhead', { address: ['1 Mill Lane'], language: 'de' });
  const profit = {
    report: 'accounting.profitAndLoss',
    question: { from: '2026-01-01', to: '2026-12-31' },
    name: 'Profit and loss',
    words: { revenue: 'Revenue', 'gross-profit': 'Gross profit' },
    conditions: ['1 January to 31 December 2026', 'GBP'],
    columns: [
      { field: 'word', title: 'Part' },
      { field: 'name', title: 'Name' },
      { field: 'amount', title: '2026' },
    ],
  };
  const [page = ''] = (await drawn(profit)).pages;
  // Two orders of 25.50, three units of each at 4.00 apiece.
  for (const said of [
    'Profit and loss',
    '1 January to 31 December 2026 · GBP',
    'Revenue 51,00',
    'Gross profit 27,00',
    '\u221224,00',
    'Seite 1 von 1',
  ])
    expect(page).toContain(said);
});

test('a long table goes on with its head on every page; one that is too long for paper is refused and says what to do', async () => {
  await at.stock('LON', { MUG: 3000 });
  const order = (n: number) => ({
    partyId: at.partyId,
    orderedAt: at.shop.now,
    orderedOn: at.shop.now.slice(0, 10),
    currency: 'GBP',
    country: 'GB',
    lines: [{ sku: 'MUG', qty: 1, unitPriceMicros: 1_000_000 * (n + 1) }],
  });
  const sell = (count: number) =>
    at.shop.dispatch('fulfillment.acceptAndFulfill', { orders: Array.from({ length: count }, (_, n) => order(n)) });
  await sell(100);
  const margins = {
    report: 'insight.margins',
    question: { from: '2026-01-01', to: '2026-12-31', by: 'order' },
    name: 'Margins',
    columns: ['name', 'detail', 'units', 'revenue', 'charges', 'cost', 'later', 'fees', 'freight', 'margin'].map((field) => ({
      field,
      title: `The ${field}`,
    })),
  };
  const { pages } = await drawn(margins);
  expect(pages.length).toBeGreaterThan(2);
  for (const page of pages) expect(page).toContain('The revenue');
  expect(pages.join(' ')).toContain('100.00');
  for (let n = 0; n < 2; n += 1) await sell(1000);
  expect(await drawn(margins)).toEqual({
    error: expect.stringContaining('Margins has more than 2000 rows, too many for paper. Export it as a spreadsheet'),
    pages: [],
  });
});

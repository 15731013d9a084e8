import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { formatsOf } from '../../../main/documents/kit/format.ts';
import { writePdf } from '../../../main/documents/write.ts';
import type {
  InvoicePaper,
  Issuer,
  LabelPaper,
  LetterPaper,
  PickPaper,
  QuotePaper,
  SlipPaper,
  StatementPaper,
} from '../../../preload/contract/documents.ts';
import { pagesOf } from './pdf-text.ts';

const issuer: Issuer = {
  name: 'Tee and Mug Ltd',
  country: 'GB',
  address: ['12 Mill Lane', 'London E1 6AN'],
  taxNumber: 'GB123456789',
  bank: { name: 'First Bank', iban: 'GB29 NWBK 6016 1331 9268 19', bic: 'NWBKGB2L' },
  language: 'en',
};
const to = { name: 'Jürgen Größe', lines: ['Straße 7', '20095 Hamburg'], country: 'DE', taxNumber: null };
const goods = { sku: 'TEE-M', title: 'Tee', steps: 1, barcode: '4006381333931' };
const line = (over: object = {}) => ({
  ...goods,
  qty: 2,
  unitPriceMicros: 617_283_500,
  taxRatePpm: 190_000,
  net: 123_456,
  total: 146_913,
  item: true,
  ...over,
});
const invoice = (over: Partial<InvoicePaper> = {}): InvoicePaper => ({
  kind: 'invoice',
  id: 'inv_1',
  number: 'INV-2026-000001',
  on: '2026-03-05',
  credit: false,
  creditsNumber: null,
  orderNumber: 'SO-2026-000001',
  externalId: 'AMZ-1',
  shipmentNumber: 'SHP-2026-00001',
  shippedOn: '2026-03-04',
  dueOn: '2026-04-04',
  instalments: [],
  discount: null,
  billTo: to,
  shipTo: null,
  currency: 'GBP',
  includesTax: false,
  lines: [line()],
  taxes: [{ ratePpm: 190_000, net: 123_456, tax: 23_457 }],
  net: 123_456,
  tax: 23_457,
  total: 146_913,
  memo: '',
  ...over,
});
const parcel = (number: string) => ({
  id: number,
  number,
  on: '2026-03-04',
  orderNumber: 'SO-2026-000001',
  externalId: null,
  warehouse: 'London',
  shipTo: to,
  carrier: 'DHL',
  tracking: 'JJD000390007',
});
const slip = (number: string, lines: number): SlipPaper => ({
  kind: 'packing-slip',
  ...parcel(number),
  lines: Array.from({ length: lines }, () => ({ ...goods, qty: 3, lots: [{ code: 'L-77', expiresOn: '2026-09-30', qty: 3 }] })),
});

test('an invoice says the figures it was given, as its language writes them', async () => {
  const [english = ''] = await pagesOf(await writePdf({ issuer, language: 'en', papers: [invoice()] }));
  for (const said of [
    'Invoice INV-2026-000001',
    '5 March 2026',
    'Net 1,234.56',
    'Tax 19 % on 1,234.56 234.57',
    'Total GBP 1,469.13',
    '617.2835',
  ])
    expect(english).toContain(said);
  for (const said of ['Jürgen Größe Straße 7 20095 Hamburg Germany', 'Tax no. GB123456789', 'GB29 NWBK 6016 1331 9268 19', 'Page 1 of 1'])
    expect(english).toContain(said);
  const [german = ''] = await pagesOf(await writePdf({ issuer, language: 'de', papers: [invoice()] }));
  for (const said of [
    'Rechnung INV-2026-000001',
    '5. März 2026',
    'Zahlbar bis 4. April 2026',
    'USt. 19 % auf 1.234,56 234,57',
    'Gesamtbetrag GBP 1.469,13',
    'Deutschland',
    'Seite 1 von 1',
  ])
    expect(german).toContain(said);
});

test('a credit note names what it corrects and gives its amounts back', async () => {
  const paper = invoice({
    credit: true,
    number: 'CN-2026-000001',
    creditsNumber: 'INV-2026-000001',
    lines: [line({ qty: -1, net: -61_728, total: -73_456 })],
    taxes: [{ ratePpm: 190_000, net: -61_728, tax: -11_728 }],
    net: -61_728,
    tax: -11_728,
    total: -73_456,
  });
  const [page = ''] = await pagesOf(await writePdf({ issuer, language: 'en', papers: [paper] }));
  for (const said of ['Credit note CN-2026-000001', 'Corrects invoice INV-2026-000001', 'Credited GBP 734.56', 'Net 617.28'])
    expect(page).toContain(said);
  expect(page).not.toMatch(/ [-\u2212]\d/);
});

test('prices that were sold with tax are shown with tax', async () => {
  const [page = ''] = await pagesOf(await writePdf({ issuer, language: 'en', papers: [invoice({ includesTax: true })] }));
  expect(page).toContain('Total GBP 1 Tee TEE-M 2 617.2835 19 % 1,469.13');
});

test('300 lines break between lines: the head repeats, no line is lost, and the totals stand together on the last page', async () => {
  const lines = Array.from({ length: 300 }, (_, i) => line({ title: `Position ${i + 1} of many` }));
  const pages = await pagesOf(await writePdf({ issuer, language: 'en', papers: [invoice({ lines })] }));
  expect(pages.length).toBeGreaterThan(8);
  for (const [i, page] of pages.entries()) {
    expect(page).toContain('No. Item Quantity Unit price Tax Net GBP');
    expect(page).toContain(`Page ${i + 1} of ${pages.length}`);
    if (i > 0) expect(page).toContain('Invoice INV-2026-000001');
  }
  const all = pages.join(' ');
  for (let i = 1; i <= 300; i += 1) expect(all.split(`Position ${i} of many`)).toHaveLength(2);
  expect(pages.at(-1)).toMatch(/Net 1,234\.56 Tax 19 % on 1,234\.56 234\.57 Total GBP 1,469\.13/);
});

test('totals move to the next page whole', async () => {
  // Somewhere among these lengths the lines end just above the foot of the page.
  for (let count = 12; count <= 22; count += 1) {
    const pages = await pagesOf(
      await writePdf({ issuer, language: 'en', papers: [invoice({ lines: Array.from({ length: count }, () => line()) })] }),
    );
    expect(
      pages.filter((page) => /Net 1,234\.56 Tax 19 % on 1,234\.56 234\.57 Total GBP 1,469\.13/.test(page)),
      `${count} lines`,
    ).toHaveLength(1);
  }
});

test('slips of a day are one file in which each counts its own pages', async () => {
  const papers = [slip('SHP-2026-00001', 2), slip('SHP-2026-00002', 40), slip('SHP-2026-00003', 1)];
  const pages = await pagesOf(await writePdf({ issuer, language: 'en', papers }));
  expect(pages.map((page) => /Packing slip (\S+).*Page (\d of \d)/.exec(page)?.slice(1).join(' '))).toEqual([
    'SHP-2026-00001 1 of 1',
    'SHP-2026-00002 1 of 3',
    'SHP-2026-00002 2 of 3',
    'SHP-2026-00002 3 of 3',
    'SHP-2026-00003 1 of 1',
  ]);
  expect(pages.join(' ')).not.toMatch(/\d+\.\d\d/);
});

test('a pick list says where to go, how many to fetch and for which orders', async () => {
  const paper: PickPaper = {
    kind: 'pick-list',
    id: 'wh_1',
    number: 'LON',
    on: '2026-03-04',
    warehouse: 'London',
    orders: 2,
    lines: [
      {
        ...goods,
        qty: 1250,
        steps: 1000,
        place: 'A-01-3',
        orderNumbers: ['SO-2026-000001', 'SO-2026-000002'],
        lots: [{ code: 'L-77', expiresOn: '2026-09-30', qty: 1250 }],
      },
    ],
  };
  const [page = ''] = await pagesOf(await writePdf({ issuer, language: 'de', papers: [paper] }));
  expect(page).toContain('Pickliste London');
  expect(page).toContain('A-01-3 TEE-M Tee Charge L-77, bis 30. September 2026 Für SO-2026-000001, SO-2026-000002');
  expect(page).toContain('1,25');
});

const letter = (over: Partial<LetterPaper> = {}): LetterPaper => ({
  kind: 'dunning-letter',
  id: 'dun_1',
  number: 'DUN-2026-00001',
  on: '2026-03-04',
  to,
  level: 2,
  levelName: 'Second reminder',
  payBy: '2026-03-11',
  currency: 'GBP',
  words: '',
  lines: [
    { name: 'INV-2026-000001', openedOn: '2026-01-05', dueOn: '2026-01-19', daysLate: 44, level: 2, open: 123_456 },
    { name: 'INV-2026-000009', openedOn: '2026-03-01', dueOn: '2026-03-01', daysLate: 3, level: null, open: 1_000 },
    { name: 'CN-2026-000001', openedOn: '2026-02-01', dueOn: '2026-02-01', daysLate: 31, level: null, open: -456 },
  ],
  open: 124_000,
  fee: 500,
  total: 124_500,
  ...over,
});

test('a dunning letter says what is open, what is asked for besides and until when, in its tone', async () => {
  const [page = ''] = await pagesOf(await writePdf({ issuer, language: 'en', papers: [letter()] }));
  for (const said of [
    'Jürgen Größe',
    'Second reminder',
    'although we reminded you',
    'INV-2026-000001 5 January 2026 19 January 2026 44 2 1,234.56',
    'CN-2026-000001 1 February 2026 1 February 2026 \u22124.56',
    'Open 1,240.00',
    'Fee for this letter 5.00',
    'To be paid GBP 1,245.00',
    'Please pay 1,245.00 GBP by 11 March 2026 and name DUN-2026-00001',
    'IBAN GB29 NWBK 6016 1331 9268 19',
  ])
    expect(page).toContain(said);
  const german = await pagesOf(await writePdf({ issuer, language: 'de', papers: [letter({ level: 3, fee: 0, total: 124_000 })] }));
  expect(german.join()).toContain('letztmals');
  expect(german.join()).toContain('Zu zahlen GBP 1.240,00');
  expect(german.join()).not.toContain('Mahngebühr');
});

test('words of the company stand in place of those of the house', async () => {
  const pages = await pagesOf(await writePdf({ issuer, language: 'en', papers: [letter({ words: 'We go to court.' })] }));
  expect(pages.join()).toContain('We go to court.');
  expect(pages.join()).not.toContain('reminded you');
});

test('the letters of a run are one file, each with its own pages', async () => {
  const many = Array.from({ length: 30 }, (_, i) => ({ ...letter().lines[0], name: `INV-${i}` })) as LetterPaper['lines'];
  const pages = await pagesOf(
    await writePdf({ issuer, language: 'en', papers: [letter({ lines: many }), letter({ number: 'DUN-2026-00002' })] }),
  );
  expect(pages.map((p) => /Page (\d) of (\d)/.exec(p)?.slice(1, 3))).toEqual([
    ['1', '2'],
    ['2', '2'],
    ['1', '1'],
  ]);
});

test('a quote says its prices and the day until which they are held, and its version once there was an earlier one', async () => {
  const quote: QuotePaper = {
    kind: 'quote',
    id: 'quo_1',
    number: 'QUO-2026-000001',
    on: '2026-03-05',
    version: 2,
    validUntil: '2026-03-31',
    to,
    currency: 'GBP',
    includesTax: false,
    lines: [line()],
    taxes: [{ ratePpm: 190_000, net: 123_456, tax: 23_457 }],
    net: 123_456,
    tax: 23_457,
    total: 146_913,
    memo: 'As we spoke.',
  };
  const [english = ''] = await pagesOf(await writePdf({ issuer, language: 'en', papers: [quote] }));
  for (const said of [
    'Quote QUO-2026-000001',
    'Version 2',
    '617.2835',
    'Tax 19 % on 1,234.56 234.57',
    'Total GBP 1,469.13',
    'As we spoke.',
  ])
    expect(english).toContain(said);
  expect(english).toContain('We hold these prices until 31 March 2026.');
  const [german = ''] = await pagesOf(await writePdf({ issuer, language: 'de', papers: [{ ...quote, version: 1 }] }));
  for (const said of ['Angebot QUO-2026-000001', 'Gültig bis 31. März 2026', '1.469,13']) expect(german).toContain(said);
  expect(german).not.toContain('Fassung');
});

test('a statement begins with what stood before and ends with what is open, by age', async () => {
  const move = { document: 'INV-2026-000001', of: null, dueOn: '2026-01-19', instalments: [] };
  const paper: StatementPaper = {
    kind: 'customer-statement',
    id: 'pty_1',
    number: 'Jürgen Größe',
    on: '2026-03-31',
    to,
    from: '2026-01-01',
    currency: 'EUR',
    opening: 1_000,
    lines: [
      { on: '2026-01-05', kind: 'invoice', ...move, amount: 123_456, balance: 124_456 },
      {
        on: '2026-02-01',
        kind: 'payment',
        document: 'PAY-2026-000001',
        of: 'INV-2026-000001',
        dueOn: null,
        instalments: [],
        amount: -23_456,
        balance: 101_000,
      },
    ],
    closing: 101_000,
    ages: [
      { age: 'notDue', amount: 0 },
      { age: 'to30', amount: 0 },
      { age: 'to60', amount: 1_000 },
      { age: 'to90', amount: 100_000 },
      { age: 'over90', amount: 0 },
    ],
  };
  const [page = ''] = await pagesOf(await writePdf({ issuer, language: 'de', papers: [paper] }));
  for (const said of [
    'Kontoauszug',
    'Saldo zuvor 10,00',
    '5. Januar 2026 Rechnung INV-2026-000001 19. Januar 2026 1.234,56 1.244,56',
    'Zahlung PAY-2026-000001 zu INV-2026-000001 \u2212234,56 1.010,00',
    'Saldo am 31. März 2026 1.010,00',
    '0,00 0,00 10,00 1.000,00 0,00',
  ])
    expect(page).toContain(said);
});

test('numbers keep every digit and days their day, whatever the language', () => {
  const [english, german] = [formatsOf('en'), formatsOf('de')];
  expect(english.money(900_719_925_474_099_1, 'GBP')).toBe('90,071,992,547,409.91');
  expect(german.money(-900_719_925_474_099_1, 'EUR')).toBe('\u221290.071.992.547.409,91');
  expect([english.money(1500, 'JPY'), english.price(1_000_001, 'GBP'), german.quantity(1250, 1000), german.percent(85_000)]).toEqual([
    '1,500',
    '1.000001',
    '1,25',
    '8,5\u00a0%',
  ]);
  expect(german.day('2026-12-31')).toBe('31. Dezember 2026');
});

const missing = ['pdftoppm', 'zbarimg'].filter((tool) => spawnSync(tool, ['--version']).error);
test.skipIf(missing.length > 0)('a scanner reads every barcode from the printed page', async () => {
  const label: LabelPaper = { kind: 'label', ...parcel('SHP-2026-00001'), sscc: '040123450000000016' };
  const scanned = async (papers: Parameters<typeof writePdf>[0]['papers']) => {
    const folder = mkdtempSync(join(tmpdir(), 'countinghouse-pdf-'));
    try {
      writeFileSync(join(folder, 'a.pdf'), await writePdf({ issuer, language: 'en', papers }));
      execFileSync('pdftoppm', ['-r', '203', '-png', '-singlefile', join(folder, 'a.pdf'), join(folder, 'page')]);
      return execFileSync('zbarimg', ['-q', join(folder, 'page.png')], { encoding: 'utf8' })
        .trim()
        .split('\n')
        .toSorted();
    } finally {
      rmSync(folder, { recursive: true });
    }
  };
  // What a scanner makes of GS1-128: the application identifier and 18 digits.
  expect(await scanned([label])).toEqual(['CODE-128:00040123450000000016', 'CODE-128:JJD000390007', 'CODE-128:SHP-2026-00001']);
  expect(await scanned([{ ...label, sscc: null }])).toEqual(['CODE-128:JJD000390007', 'CODE-128:SHP-2026-00001']);
  expect(await scanned([slip('SHP-2026-00007', 1)])).toEqual(['CODE-128:SHP-2026-00007', 'EAN-13:4006381333931']);
  expect(await scanned([invoice()])).toEqual(['CODE-128:SO-2026-000001']);
});

import { Buffer } from 'node:buffer';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readRates } from '../../../main/connectors/rates/index.ts';
import { decideRate, jumps, sameRate } from '../../../main/domain/accounting/rates/rules.ts';
import { Workers } from '../../../main/engine/jobs/workers.ts';
import { rateFrom, rateText, worth, worthOfEach } from '../../../preload/contract/values/rate.ts';
import { openShop, type Shop } from '../../kit/company.ts';

/** Rates of exchange: exact as they were quoted, entered by hand and from files, and never older than the company lets them be. */
const USD = (text: string) => rateFrom(text) ?? { foreign: 0, company: 0 };

describe('a rate', () => {
  test('brings amounts over exactly, whatever the decimals of the currencies', () => {
    expect(worth(10_000, 'USD', USD('0.90'), 'EUR')).toBe(9_000);
    expect(worth(10_500, 'USD', USD('0.92'), 'EUR')).toBe(9_660);
    // 1 EUR = 163.45 JPY: 10,000 yen are 61.1808 euros.
    expect(worth(10_000, 'JPY', { foreign: 163_450_000_000, company: 1_000_000_000 }, 'EUR')).toBe(6_118);
    expect(worth(-5, 'USD', USD('0.5'), 'EUR')).toBe(-3);
  });
  test('gives parts that come to what the whole is worth', () => {
    const parts = [333, 333, 334];
    expect(worthOfEach(parts, 'USD', USD('0.915'), 'EUR').reduce((a, b) => a + b, 0)).toBe(915);
  });
  test('is read from text, and nothing that is none', () => {
    expect(rateText(USD('0.9200'))).toBe('0.92');
    for (const text of ['0', '-1', '', 'x', '1e3', '0.0000000001', '99999999']) expect(rateFrom(text)).toBeUndefined();
  });
  test('holds for some days and is refused after them', () => {
    const kept = { currency: 'USD', on: '2026-01-02', rate: USD('0.9') };
    expect(decideRate('USD', '2026-01-07', kept, 5)).toBe(kept);
    expect(decideRate('USD', '2026-01-08', kept, 5)).toMatchObject({ code: 'accounting.staleRate', params: { age: 6, most: 5 } });
    expect(decideRate('USD', '2026-01-08', undefined, 5)).toMatchObject({ code: 'accounting.noRate' });
  });
  test('is looked at when it is far from the one before', () => {
    expect(jumps(USD('9.2'), USD('0.92'))).toBe(true);
    expect(jumps(USD('0.95'), USD('0.92'))).toBe(false);
    expect(sameRate({ foreign: 2, company: 1 }, { foreign: 4, company: 2 })).toBe(true);
  });
});

describe('a file of rates', () => {
  const read = (text: string, home = 'EUR') => readRates(Buffer.from(text), home);

  test('of the European Central Bank is a row per day, so much of each for a euro', () => {
    const rates = read('Date, USD, JPY\n2026-01-02, 1.0823, 163.45\n2026-01-05, 1.08, N/A\n');
    expect(rates).toEqual([
      { currency: 'USD', on: '2026-01-02', rate: { foreign: 1_082_300_000, company: 1_000_000_000 } },
      { currency: 'JPY', on: '2026-01-02', rate: { foreign: 163_450_000_000, company: 1_000_000_000 } },
      { currency: 'USD', on: '2026-01-05', rate: { foreign: 1_080_000_000, company: 1_000_000_000 } },
    ]);
  });
  test('is crossed for a company that keeps another currency, and loses nothing', () => {
    const rates = read('Date,USD,GBP\n2026-01-02,1.0823,0.8567\n', 'GBP');
    expect(rates).toEqual([
      { currency: 'USD', on: '2026-01-02', rate: { foreign: 1_082_300_000, company: 856_700_000 } },
      { currency: 'EUR', on: '2026-01-02', rate: { foreign: 1_000_000_000, company: 856_700_000 } },
    ]);
  });
  test('may also be a row per rate, with the base beside it', () => {
    expect(read('date;currency;rate;base\n2026-01-02;EUR;0.9;USD\n', 'EUR')).toEqual([
      { currency: 'USD', on: '2026-01-02', rate: { foreign: 1_000_000_000, company: 900_000_000 } },
    ]);
  });
  test.each([
    ['Date,XYZ\n2026-01-02,1\n', 'line 1: "XYZ" is no currency'],
    ['Date,USD\n02.01.2026,1\n', 'line 2: "02.01.2026" is no day'],
    ['Date,USD\n2026-01-02,0\n', 'line 2: "0" is no rate above nought'],
    ['Date,USD\n2026-01-02,1;1\n', 'is no rate above nought'],
    ['Date,USD\n2026-01-02,0.00000001\n', 'the rate of USD'],
    ['Date,USD\n2026-01-02,1\n2026-01-02,2\n', 'line 3: USD has two rates on 2026-01-02'],
    ['USD\n1\n', 'there is no column "date"'],
    ['Date,USD\n', 'there is no rate in the file'],
  ])('%j is refused whole', (text, why) => {
    expect(() => read(text)).toThrow(why);
  });
  test('without the currency of the company says so', () => {
    expect(() => read('Date,USD\n2026-01-02,1.08\n', 'GBP')).toThrow('GBP has none on 2026-01-02');
  });
});

describe('rates of a company', () => {
  let shop: Shop;
  beforeEach(async () => {
    shop = await openShop({ spec: { currency: 'EUR', country: 'DE', zone: 'Europe/Berlin' } });
  });
  afterEach(() => shop.close());
  const set = (text: string, on = '2026-01-05', how = {}) => shop.send('accounting.setRate', { currency: 'USD', on, rate: USD(text) }, how);
  const rows = async () =>
    (
      await shop.ask<{ rows: { id: string; foreign: number; company: number; source: string; revision: number }[] }>(
        'accounting.listRates',
        {},
      )
    ).rows;

  test('are entered by day; correcting one wants it to have been looked at', async () => {
    await set('0.92');
    await expect(set('0.93')).rejects.toMatchObject({ code: 'engine.expectMissing' });
    await set('0.93', '2026-01-05', { expect: [{ id: 'exchange_rate/USD.2026-01-05', revision: 1 }] });
    expect((await rows()).map((r) => [r.id, rateText(r), r.revision])).toEqual([['USD.2026-01-05', '0.93', 2]]);
  });

  test('say when digits may have slipped, and refuse what cannot be', async () => {
    await set('0.92');
    const { preview } = await set('9.2', '2026-01-06', { dryRun: true });
    expect(preview?.messages.join()).toContain('The rate before it is 0.92 of 2026-01-05');
    const send = (currency: string, rate: unknown) => shop.dispatch('accounting.setRate', { currency, on: '2026-01-05', rate });
    await expect(send('EUR', { foreign: 1, company: 1 })).rejects.toMatchObject({ code: 'accounting.ownCurrency' });
    for (const rate of [
      { foreign: 0, company: 1 },
      { foreign: 1, company: 0 },
      { foreign: 1, company: -1 },
      { foreign: 1, company: 10 ** 15 },
      { foreign: 1, company: 2 ** 53 },
      { foreign: 1.5, company: 1 },
    ])
      await expect(send('USD', rate)).rejects.toMatchObject({ code: 'engine.badInput' });
    await expect(send('ABC', { foreign: 1, company: 1 })).rejects.toMatchObject({ code: 'engine.badInput' });
  });

  test('come from files: looked at first, known ones change nothing, others stay unless they are replaced', async () => {
    await set('0.92', '2026-01-02');
    const workers = new Workers(shop.engine);
    const content = 'Date,USD,JPY\n2026-01-02,1.0823,163.45\n2026-01-05,1.08,\n';
    const file = { name: 'rates.csv', mediaType: 'text/csv', purpose: 'upload' as const, permission: 'accounting.rates' };
    const { fileId } = await shop.engine.files.write(file, content, { actor: shop.actor, commandId: () => 'upload-1-file' });
    const job = async (operation: string, input: object) => {
      const { jobId } = await shop.dispatch<{ jobId: string }>(operation, { fileId, ...input });
      await workers.runDue();
      return (await shop.ask<{ result: unknown; error: string | null }>('engine.getJob', { jobId })).result;
    };
    const look = { name: 'rates.csv', fresh: 2, known: 0, differing: 1, currencies: ['JPY', 'USD'], from: '2026-01-02', to: '2026-01-05' };
    expect(await job('accounting.previewRates', {})).toEqual(look);
    expect(await rows()).toHaveLength(1);
    expect(await job('accounting.importRates', {})).toEqual(look);
    expect((await rows()).find((r) => r.id === 'USD.2026-01-02')).toMatchObject({ source: 'manual', revision: 1 });
    expect(await job('accounting.importRates', { replace: true })).toMatchObject({ fresh: 0, known: 2, differing: 1 });
    expect((await rows()).find((r) => r.id === 'USD.2026-01-02')).toMatchObject({ source: 'file', foreign: 1_082_300_000, revision: 2 });
  });
});

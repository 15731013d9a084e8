import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { doctorChecks } from '../../../main/domain/receivables/invariants.ts';
import { type Customer, decideLate, type OpenOfCustomer } from '../../../main/domain/receivables/rules.ts';
import type { DunningTerms } from '../../../preload/contract/receivables.ts';
import { expectHealthy, findingsOf } from '../../kit/doctor.ts';
import { where } from '../../kit/where.ts';
import { type Books, invoiceEntry, openBooks, simple } from '../accounting/books.ts';

const TERMS: DunningTerms = {
  levels: [
    { name: 'First', afterDays: 7, fee: 0, words: '' },
    { name: 'Second', afterDays: 21, fee: 500, words: 'Please pay.' },
  ],
  daysBetween: 7,
  payWithin: 7,
  leastOpen: 0,
  holdFrom: null,
};

describe('what a day would write', () => {
  const ann: Customer = { partyId: 'pty', partyName: 'Ann', standsForMany: false, erased: false, lastLetterOn: null };
  const item = (itemKey: string, dueOn: string, open = 1_000, stands = 0): OpenOfCustomer => ({
    itemKey,
    openedOn: dueOn,
    dueOn,
    open,
    stands,
  });
  const decide = (items: OpenOfCustomer[], over: Partial<Customer> = {}, terms = TERMS) =>
    decideLate(terms, '2026-03-01', { ...ann, ...over }, items, []);

  test('an invoice goes up one level at a time, however late it is', () => {
    expect(decide([item('a', '2025-01-01')])).toMatchObject({ gets: 1, fee: 0, total: 1_000 });
    expect(decide([item('a', '2025-01-01', 1_000, 1)])).toMatchObject({ gets: 2, fee: 500, total: 1_500 });
    expect(decide([item('a', '2025-01-01', 1_000, 2)])).toMatchObject({ gets: null, why: 'waiting', fee: 0 });
  });
  test('it is late enough on the day itself, and not on the one before', () => {
    expect(decide([item('a', '2026-02-22')])?.gets).toBe(1);
    expect(decide([item('a', '2026-02-23')])?.gets).toBeNull();
  });
  test('what falls due on the day is not late', () => {
    expect(decide([item('a', '2026-03-01')])).toBeUndefined();
    expect(decide([item('a', '2026-03-09'), item('c', '2026-01-01', -500)])).toBeUndefined();
  });
  test('whoever takes away a level is not asked for one that is gone', () => {
    expect(decide([item('a', '2025-01-01', 1_000, 7)])).toMatchObject({ gets: null, why: 'waiting', stands: 7 });
  });
  test('a stand-in, an erased person and a fresh letter are left alone', () => {
    expect(decide([item('a', '2026-01-01')], { standsForMany: true })?.why).toBe('guest');
    expect(decide([item('a', '2026-01-01')], { erased: true })?.why).toBe('erased');
    expect(decide([item('a', '2026-01-01')], { lastLetterOn: '2026-02-23' })?.why).toBe('too-soon');
    expect(decide([item('a', '2026-01-01')], { lastLetterOn: '2026-02-22' })?.why).toBeNull();
  });
  test('a fee never makes a sum worth a letter', () => {
    const terms = { ...TERMS, leastOpen: 1_200 };
    expect(decide([item('a', '2026-01-01', 1_000, 1)], {}, terms)).toMatchObject({ why: 'small', total: 1_000 });
  });
});

describe('in a company', () => {
  let books: Books;
  const party = async (name: string, kind = 'customer') =>
    (await books.dispatch<{ partyId: string }>('parties.createParty', { kind, name, country: 'GB' })).partyId;
  beforeEach(async () => {
    books = await openBooks();
    books.now = '2026-02-01T10:00:00.000Z';
  });
  afterEach(() => books.close());
  const code = (answer: Promise<unknown>) =>
    answer.then(
      () => 'was not refused',
      (e: unknown) => (e as { code?: string }).code,
    );

  test('levels that are no levels are refused, and nothing of them is kept', async () => {
    const set = (over: object) => code(books.dispatch('receivables.setDunningTerms', { ...TERMS, ...over }));
    const [first, second] = TERMS.levels;
    expect(await set({ levels: [] })).toBe('engine.badInput');
    expect(await set({ levels: [second, first] })).toBe('engine.badInput');
    expect(await set({ levels: [first, { ...first }] })).toBe('engine.badInput');
    expect(await set({ levels: [{ ...first, fee: -1 }] })).toBe('engine.badInput');
    expect(await set({ levels: [{ ...first, fee: 2 ** 60 }] })).toBe('engine.badInput');
    expect(await set({ levels: [{ ...first, name: '  ' }] })).toBe('engine.badInput');
    expect(await set({ levels: [{ ...first, words: 'x'.repeat(1001) }] })).toBe('engine.badInput');
    expect(await set({ levels: Array.from({ length: 10 }, (_, i) => ({ ...first, afterDays: i + 1 })) })).toBe('engine.badInput');
    expect(await set({ holdFrom: 3 })).toBe('engine.badInput');
    expect((await books.ask<DunningTerms>('receivables.getDunningTerms', {})).levels).toHaveLength(3);
    await books.dispatch('receivables.setDunningTerms', TERMS);
    expect(await books.ask('receivables.getDunningTerms', {})).toEqual(TERMS);
  });

  test('who is named must be there and get a letter, and is written to once', async () => {
    const [ann, bob] = [await party('Ann'), await party('Bob')];
    await books.post(invoiceEntry('2026-01-05', 'inv_a', 1_000, 200, ann));
    const run = (partyIds?: string[]) =>
      books.dispatch<{ letters: number; open: number }>('receivables.runDunning', partyIds ? { partyIds } : {});
    expect(await code(run(['pty_nobody']))).toBe('engine.notFound');
    expect(await code(run([bob]))).toBe('receivables.notToBeDunned');
    expect(await code(run([ann, bob]))).toBe('receivables.notToBeDunned');
    expect(await code(run([]))).toBe('engine.badInput');
    expect(await run([ann, ann])).toMatchObject({ letters: 1, open: 1_200 });
    expect(await code(run())).toBe('receivables.nobodyToDun');
    expect(await books.count('dunning_letter')).toBe(1);
    await expectHealthy(books);
  });

  test('buyers a channel does not name and erased people get no letter', async () => {
    const [many, gone] = [await party('Web', 'channel'), await party('Gone')];
    await books.post(invoiceEntry('2026-01-05', 'inv_m', 100, 0, many), invoiceEntry('2026-01-05', 'inv_g', 100, 0, gone));
    await books.dispatch('parties.eraseParty', { partyId: gone }, { expect: [{ id: gone, revision: 1 }] });
    const { rows, letters } = await books.ask<{ rows: { why: string }[]; letters: number }>('receivables.proposeDunning', {
      on: '2026-02-01',
    });
    expect(rows.map((r) => r.why).sort()).toEqual(['erased', 'guest']);
    expect(letters).toBe(0);
  });

  test('only what a customer owes can be left out, through a day to come, and an exception ends once', async () => {
    const [ann, bob] = [await party('Ann'), await party('Bob')];
    await books.post(invoiceEntry('2026-01-05', 'inv_a', 1_000, 200, ann));
    const leaveOut = (over: object) =>
      books.dispatch<{ exceptionId: string }>('receivables.leaveOut', {
        partyId: ann,
        kind: 'dispute',
        reason: 'Broken',
        through: '2026-03-01',
        ...over,
      });
    expect(await code(leaveOut({ partyId: 'pty_nobody' }))).toBe('engine.notFound');
    expect(await code(leaveOut({ partyId: bob, itemKey: 'inv_a' }))).toBe('receivables.notOwed');
    expect(await code(leaveOut({ itemKey: 'inv_none' }))).toBe('receivables.notOwed');
    expect(await code(leaveOut({ through: '2026-01-31' }))).toBe('receivables.dayOver');
    expect(await code(leaveOut({ through: '2026-02-30' }))).toBe('engine.badInput');
    expect(await code(leaveOut({ reason: ' ' }))).toBe('engine.badInput');
    const { exceptionId } = await leaveOut({ itemKey: 'inv_a' });
    expect(await code(books.dispatch('receivables.runDunning', {}))).toBe('receivables.nobodyToDun');
    const end = (revision: number) => books.dispatch('receivables.dunAgain', { exceptionId }, { expect: [{ id: exceptionId, revision }] });
    expect(await code(end(9))).toBe('engine.stale');
    await end(1);
    expect(await code(end(2))).toBe('receivables.exceptionOver');
    expect(await books.dispatch('receivables.runDunning', {})).toMatchObject({ letters: 1 });
  });

  test('a dry run tells who is written to and leaves no letter', async () => {
    const ann = await party('Ann');
    await books.post(invoiceEntry('2026-01-05', 'inv_a', 1_000, 200, ann));
    const { preview } = await books.send('receivables.runDunning', {}, { dryRun: true });
    expect(preview?.messages).toEqual(['Payment reminder: Ann']);
    expect(await books.count('dunning_letter')).toBe(0);
  });

  test('a payment after the preview changes the outcome, so it is asked for again', async () => {
    const ann = await party('Ann');
    await books.post(invoiceEntry('2026-01-05', 'inv_a', 1_000, 200, ann));
    const { preview } = await books.send('receivables.runDunning', {}, { dryRun: true });
    await books.post(
      simple('2026-02-01', 'bank', 'receivable', 500, {
        lines: [
          { account: { role: 'bank' }, amount: 500 },
          { account: { role: 'receivable' }, amount: -500, itemKey: 'inv_a', partyId: ann },
        ],
      }),
    );
    const confirm = preview?.effectsDigest ?? '';
    expect(await code(books.dispatch('receivables.runDunning', {}, { confirm }))).toBe('engine.previewChanged');
    await books.dispatch('receivables.runDunning', {});
    const { rows } = await books.ask<{ rows: { total: number }[] }>('receivables.listLetters', where({ partyId: ann }));
    expect(rows.map((r) => r.total)).toEqual([700]);
  });

  test('the doctor sees a letter that is not its items, a level that was passed over, and a run that is not its letters', async () => {
    const ann = await party('Ann');
    await books.post(invoiceEntry('2026-01-05', 'inv_a', 1_000, 200, ann));
    await books.dispatch('receivables.runDunning', {});
    await expectHealthy(books);
    await books.engine.writer.exclusively(async (tx) => {
      await tx.begin('write');
      await tx.db.updateTable('dunning_letter').set({ open: 1_300, total: 1_300 }).execute();
      await tx.db.updateTable('dunning_letter_item').set({ level: 2 }).execute();
      await tx.commit();
    });
    const found = (await findingsOf(books)).join('\n');
    for (const check of doctorChecks) expect(found).toContain(check.name);
  });
});

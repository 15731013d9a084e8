import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '../../../main/engine/context.ts';
import { expectHealthy } from '../../kit/doctor.ts';
import { type Books, openBooks, simple } from './books.ts';

let books: Books;
let bob: Actor;
let mona: Actor;
beforeEach(async () => {
  books = await openBooks({ now: '2026-03-10T09:00:00.000Z' });
  [bob, mona] = [await hire('bob', 'Bob Books'), await hire('mona', 'Mona Money')];
});
afterEach(() => books.close());

async function hire(login: string, name: string): Promise<Actor> {
  const { userId } = await books.dispatch<{ userId: string }>('company.createUser', { login, name, roles: ['accountant'] });
  return { id: userId, device: 'desk', permissions: new Set(['company.read', 'accounting.*']), scopes: {} };
}
const refused = (code: string, params: object = {}) =>
  expect.objectContaining({ name: 'Refusal', code, params: expect.objectContaining(params) });
const revisionOf = async (kind: string) => {
  const { rows } = await books.ask<{ rows: { kind: string; revision: number; through: string | null }[] }>('accounting.listLocks', {});
  return rows.find((r) => r.kind === kind)?.revision ?? 0;
};
const expected = async (kind: string) => ({ expect: [{ id: `posting_lock/${kind}`, revision: await revisionOf(kind) }] });
const lock = async (kind: string, through: string) => books.send('accounting.setLock', { kind, through }, await expected(kind));
const entry = (on: string, amount = 1_000) => ({
  on,
  memo: 'Rent',
  lines: [
    { account: { role: 'bank-charges' }, amount },
    { account: { role: 'bank' }, amount: -amount },
  ],
});
const post = (on: string, actor: Actor, amount?: number) => books.dispatch('accounting.postEntry', entry(on, amount), { actor });
const reopen = async (kind: string, from: string, actor: Actor) =>
  books.send('accounting.reopenPeriod', { kind, from, reason: 'A bill came late' }, { actor, ...(await expected(kind)) });
async function requestOf(asked: Promise<unknown>): Promise<string> {
  const refusal: unknown = await asked.then(
    () => undefined,
    (e: unknown) => e,
  );
  expect(refusal).toEqual(refused('engine.needsApproval'));
  return (refusal as { params: { requestId: string } }).params.requestId;
}

describe('reopening', () => {
  test('takes two people, is reported with what came in since, and leaves the books as they were', async () => {
    await post('2026-02-10', bob, 7_000);
    await lock('all', '2026-02-28');
    const requestId = await requestOf(reopen('all', '2026-02-01', bob));
    await expect(post('2026-02-15', bob)).rejects.toEqual(refused('accounting.periodLocked', { nextOpenOn: '2026-03-01' }));
    await expect(books.dispatch('company.approve', { requestId }, { actor: bob })).rejects.toEqual(refused('company.ownRequest'));
    await books.dispatch('company.approve', { requestId }, { actor: mona });
    await post('2026-02-15', bob, 2_500);
    await post('2026-03-02', bob, 99);
    await lock('all', '2026-02-28');
    await expect(post('2026-02-15', bob)).rejects.toEqual(refused('accounting.periodLocked'));

    const { rows } = await books.ask<{ rows: { id: string }[] }>('accounting.listReopenings', {});
    expect(rows).toMatchObject([
      { kind: 'all', from: '2026-02-01', to: '2026-02-28', reason: 'A bill came late', askedBy: 'Bob Books', entries: 1, debit: 2_500 },
    ]);
    expect(await books.ask('accounting.getReopening', { reopeningId: rows[0]?.id })).toMatchObject({
      entries: 1,
      accounts: [
        { code: '1000', before: -7_000, change: -2_500, after: -9_500 },
        { code: '6010', before: 7_000, change: 2_500, after: 9_500 },
      ],
      rows: [{ postedOn: '2026-02-15', memo: 'Rent', debit: 2_500, postedBy: 'Bob Books' }],
    });
    await expectHealthy(books);
  });

  test('is not for the hard lock, nor behind it, nor for days that are open', async () => {
    await lock('all', '2026-02-28');
    await lock('hard', '2026-01-31');
    await expect(reopen('hard', '2026-01-01', bob)).rejects.toEqual(refused('engine.badInput'));
    await expect(reopen('all', '2026-01-31', bob)).rejects.toEqual(refused('accounting.lockNeverBack', { through: '2026-01-31' }));
    await expect(reopen('all', '2026-03-01', bob)).rejects.toEqual(refused('accounting.nothingToReopen', { through: '2026-02-28' }));
    await expect(reopen('tax', '2026-03-01', bob)).rejects.toEqual(refused('accounting.nothingToReopen'));
  });

  test('cannot be made one person’s decision', async () => {
    const policy = {
      code: 'reopen-period',
      name: 'Reopened periods',
      operation: 'accounting.reopenPeriod',
      measure: 'always',
      approverKind: 'role',
      approver: 'owner',
    };
    const set = (over: object) =>
      books.dispatch(
        'company.setApprovalPolicy',
        { ...policy, ...over },
        { expect: [{ id: 'approval_policy/reopen-period', revision: 1 }] },
      );
    await expect(set({ active: false })).rejects.toEqual(refused('company.alwaysTwo'));
    await expect(set({ operation: 'accounting.postEntry' })).rejects.toEqual(refused('company.alwaysTwo'));
    await expect(set({ measure: 'records' })).rejects.toEqual(refused('company.alwaysTwo'));
    await set({});
    await lock('all', '2026-02-28');
    await requestOf(reopen('all', '2026-02-01', bob));
    await requestOf(
      books.send('accounting.reopenPeriod', { kind: 'all', from: '2026-02-01', reason: 'By the engine' }, await expected('all')),
    );
  });
});

describe('an exception', () => {
  const allow = (over: object = {}) =>
    books.dispatch<{ exceptionId: string }>('accounting.allowPosting', {
      kind: 'all',
      from: '2026-02-20',
      userId: bob.id,
      reason: 'Audit adjustments',
      expiresOn: '2026-03-11',
      ...over,
    });
  beforeEach(() => lock('all', '2026-02-28'));

  test('lets one person in, from its day on, until it is over', async () => {
    await allow();
    await post('2026-02-20', bob);
    await expect(post('2026-02-19', bob)).rejects.toEqual(refused('accounting.periodLocked', { through: '2026-02-19' }));
    await expect(post('2026-02-20', mona)).rejects.toEqual(refused('accounting.periodLocked'));
    books.now = '2026-03-11T20:00:00.000Z';
    await post('2026-02-28', bob);
    books.now = '2026-03-12T08:00:00.000Z';
    await expect(post('2026-02-28', bob)).rejects.toEqual(refused('accounting.periodLocked'));
    expect(await books.ask('accounting.listLockExceptions', {})).toMatchObject({
      rows: [{ user: 'Bob Books', reason: 'Audit adjustments', active: false }],
    });
  });

  test('for everybody, ended before its time', async () => {
    const { exceptionId } = await allow({ userId: undefined });
    await post('2026-02-20', mona);
    const end = (revision: number) =>
      books.dispatch('accounting.endException', { exceptionId }, { expect: [{ id: exceptionId, revision }] });
    await end(1);
    await expect(post('2026-02-20', mona)).rejects.toEqual(refused('accounting.periodLocked'));
    await expect(end(2)).rejects.toEqual(refused('accounting.badException'));
  });

  test('is refused where it makes no sense, and opens no other lock', async () => {
    await expect(allow({ kind: 'hard' })).rejects.toEqual(refused('engine.badInput'));
    await expect(allow({ reason: ' ' })).rejects.toEqual(refused('engine.badInput'));
    await expect(allow({ expiresOn: '2026-03-09' })).rejects.toEqual(refused('accounting.badException'));
    await expect(allow({ from: '2026-03-01' })).rejects.toEqual(refused('accounting.badException'));
    await expect(allow({ userId: 'usr_nobody' })).rejects.toEqual(refused('engine.notFound'));
    await allow();
    await lock('hard', '2026-02-25');
    await expect(post('2026-02-25', bob)).rejects.toEqual(refused('accounting.periodLocked', { kind: 'hard' }));
    await expect(allow({ from: '2026-02-25' })).rejects.toEqual(refused('accounting.badException'));
  });
});

describe('late entries', () => {
  test('are moved to the next open day where the company chose so; the date of the document stays', async () => {
    await lock('all', '2026-02-28');
    await lock('bank', '2026-03-03');
    await books.dispatch('company.setPolicies', { lateEntries: 're-date' });
    const { entryId } = await books.dispatch<{ entryId: number }>('accounting.postEntry', { ...entry('2026-02-15'), journal: 'BNK' });
    expect(await books.ask('accounting.getEntry', { entryId })).toMatchObject({ postedOn: '2026-03-04', documentOn: '2026-02-15' });
    const order = { orderId: 'so_1', channelId: 'chn_web', partyId: 'pty_ann' };
    await books.dispatch('accounting.recordCapture', { ...order, on: '2026-02-28', amount: 12_000, externalId: 'ch_1' });
    const { preview } = await books.send('accounting.postEntry', entry('2026-02-15'), { dryRun: true });
    expect(preview?.messages).toEqual(['Posted on 2026-03-01 instead of 2026-02-15, which is locked; the date of the document stays.']);
    await expectHealthy(books);
  });

  test('of the house itself are moved without being asked', async () => {
    await lock('hard', '2026-03-01');
    const [posted] = await books.post(simple('2026-03-01', 'bank', 'fx', 100, { redates: true }));
    expect(posted).toMatchObject({ on: '2026-03-02' });
    await expect(books.post(simple('2026-03-01', 'bank', 'fx', 100))).rejects.toEqual(refused('accounting.periodLocked'));
  });
});

test('a move of stock waits for every area its entry touches', async () => {
  const { rows } = await books.ask<{ rows: { id: string; locations: { id: string; status: string }[] }[] }>('inventory.listWarehouses', {});
  await books.dispatch('catalog.createItem', { sku: 'TEE', title: 'Tee' });
  const receive = (on: string) =>
    books.dispatch('inventory.receiveStock', { warehouseId: rows[0]?.id, on, lines: [{ sku: 'TEE', qty: 5, unitCostMicros: 4_000_000 }] });
  await lock('purchases', '2026-03-04');
  await expect(receive('2026-03-04')).rejects.toEqual(refused('accounting.periodLocked', { kind: 'purchases', nextOpenOn: '2026-03-05' }));
  await lock('stock', '2026-03-06');
  await expect(receive('2026-03-05')).rejects.toEqual(refused('accounting.periodLocked', { kind: 'stock', nextOpenOn: '2026-03-07' }));
  await receive('2026-03-07');
  await lock('sales', '2026-03-08');
  const place = rows[0]?.locations.find((l) => l.status === 'sellable')?.id;
  await books.dispatch('inventory.postCount', {
    locationId: place,
    on: '2026-03-08',
    reasonCode: 'count-difference',
    lines: [{ sku: 'TEE', counted: 4 }],
  });
  await expectHealthy(books);
});

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Actor } from '../../../main/engine/context.ts';
import { SYSTEM } from '../../../main/engine/engine.ts';
import { Workers } from '../../../main/engine/jobs/workers.ts';
import type { ApprovalRow } from '../../../preload/contract/approvals.ts';
import { openShop, type Shop } from '../../kit/company.ts';
import { expectHealthy, findingsOf } from '../../kit/doctor.ts';

let shop: Shop;
let place = '';
let people: Record<'anna' | 'bob' | 'cleo', Actor>;

beforeEach(async () => {
  shop = await openShop();
  await shop.dispatch('catalog.createItem', { sku: 'CUP', title: 'Cup' });
  const { rows } = await shop.ask<{ rows: { id: string; code: string; locations: { id: string; status: string }[] }[] }>(
    'inventory.listWarehouses',
    {},
  );
  const london = rows.find((w) => w.code === 'LON');
  place = london?.locations.find((l) => l.status === 'sellable')?.id ?? '';
  await shop.dispatch('inventory.postOpening', { warehouseId: london?.id, lines: [{ sku: 'CUP', qty: 40, unitCostMicros: 4_000_000 }] });
  people = {
    anna: await hire('anna', 'Anna Aisle', ['warehouse']),
    bob: await hire('bob', 'Bob Books', ['accountant']),
    cleo: await hire('cleo', 'Cleo Clerk', ['support']),
  };
  await setPolicy();
});
afterEach(() => shop.close());

async function hire(login: string, name: string, roles: string[]): Promise<Actor> {
  const { userId } = await shop.dispatch<{ userId: string }>('company.createUser', { login, name, roles });
  const known = await shop.ask<{ rows: { role: string; permissions: string[] }[] }>('company.listRoles', {});
  const permissions = known.rows.filter((r) => roles.includes(r.role)).flatMap((r) => r.permissions);
  return { id: userId, device: `${login}-desk`, permissions: new Set(permissions), scopes: {} };
}

async function setPolicy(over: { readonly code?: string } & Record<string, unknown> = {}): Promise<void> {
  const { rows } = await shop.ask<{ rows: { code: string; revision: number }[] }>('company.listApprovalPolicies', {});
  const code = over.code ?? 'counts';
  const revision = rows.find((r) => r.code === code)?.revision;
  const policy = {
    code,
    name: 'Large count differences',
    operation: 'inventory.postCount',
    measure: 'posted',
    above: 1000,
    approverKind: 'role',
    approver: 'accountant',
    ...over,
  };
  await shop.send('company.setApprovalPolicy', policy, revision ? { expect: [{ id: `approval_policy/${code}`, revision }] } : {});
}

const count = (counted: number) => ({ locationId: place, reasonCode: 'count-difference', lines: [{ sku: 'CUP', counted }] });
const code = (c: string, params: Record<string, unknown> = {}) => ({ code: c, params: expect.objectContaining(params) });
const onHand = async () => {
  const row = await shop.engine.store.writer.db
    .selectFrom('stock_balance')
    .select('on_hand')
    .where('location_id', '=', place)
    .executeTakeFirst();
  return row?.on_hand;
};

/** Anna's count needs approval; returns the request it became. */
async function asked(counted = 30, how: { commandId?: string; actor?: Actor } = {}): Promise<string> {
  const sent = shop.send('inventory.postCount', count(counted), { actor: people.anna, approvalReason: 'Recounted twice', ...how });
  const refusal: unknown = await sent.then(
    () => undefined,
    (e: unknown) => e,
  );
  expect(refusal).toMatchObject({ code: 'engine.needsApproval' });
  return (refusal as { params: { requestId: string } }).params.requestId;
}
const approve = (requestId: string, actor: Actor, how: Record<string, unknown> = {}) =>
  shop.send('company.approve', { requestId, reason: 'Saw the shelf' }, { actor, ...how });
const list = async (view: string, actor: Actor) =>
  ((await shop.engine.ask({ operation: 'company.listApprovals', input: { view }, actor })).output as { rows: ApprovalRow[] }).rows;

test('below the limit nothing waits; above it the command waits, and the books do not move', async () => {
  await shop.send('inventory.postCount', count(38), { actor: people.anna });
  expect(await onHand()).toBe(38);
  const before = await shop.ask('accounting.trialBalance', { on: '2026-01-05' });
  const dry = await shop.send('inventory.postCount', count(30), { actor: people.anna, dryRun: true });
  expect(dry.preview?.approval).toMatchObject({
    value: 3200,
    above: 1000,
    currency: 'GBP',
    approvers: 'somebody with the role Accountant',
  });
  await asked();
  expect(await onHand()).toBe(38);
  expect(await shop.ask('accounting.trialBalance', { on: '2026-01-05' })).toEqual(before);
  const [row] = await list('for-me', people.bob);
  expect(row).toMatchObject({
    requester: 'Anna Aisle',
    device: 'anna-desk',
    reason: 'Recounted twice',
    policy: 'Large count differences',
    subjects: [{ table: 'location', name: 'LON-STOCK' }],
    mayDecide: true,
  });
  expect(await list('for-me', people.cleo)).toEqual([]);
  expect(await list('for-me', people.anna)).toEqual([]);
  expect(await list('mine', people.anna)).toMatchObject([{ state: 'waiting', mine: true, mayDecide: false }]);
  await expectHealthy(shop);
});

test('approving carries the command out in the name of who asked, with the approver beside it, and sending it again answers that', async () => {
  const requestId = await asked(30, { commandId: 'anna-count-1' });
  // Sent again while it waits: the same request, not a second one.
  expect(await asked(30, { commandId: 'anna-count-1' })).toBe(requestId);
  const { output, seq } = await approve(requestId, people.bob);
  expect(await onHand()).toBe(30);
  expect(output).toMatchObject({ requestId, operation: 'inventory.postCount', executedSeq: seq - 1 });
  const log = await shop.engine.store.writer.db
    .selectFrom('command_log as c')
    .leftJoin('command_reason as w', 'w.seq', 'c.seq')
    .select(['c.operation', 'c.actor_id', 'c.device', 'w.approver_id', 'w.reason'])
    .where('c.seq', '>=', seq - 1)
    .orderBy('c.seq')
    .execute();
  expect(log).toMatchObject([
    { operation: 'inventory.postCount', actor_id: people.anna.id, device: 'anna-desk', approver_id: people.bob.id },
    { operation: 'company.approve', actor_id: people.bob.id, device: 'bob-desk', approver_id: null, reason: 'Saw the shelf' },
  ]);
  const again = await shop.send('inventory.postCount', count(30), { actor: people.anna, commandId: 'anna-count-1' });
  expect(again).toMatchObject({ replayed: true, seq: seq - 1 });
  expect(await list('done', people.anna)).toMatchObject([{ state: 'executed', decidedBy: 'Bob Books', executedSeq: seq - 1 }]);
  // What the asker wrote is not kept longer than it is needed.
  expect(await shop.engine.store.writer.db.selectFrom('approval_input').selectAll().execute()).toEqual([]);
  await expectHealthy(shop);
});

test('nobody approves their own request: not directly, not as a delegate, and nobody in the name of who asked', async () => {
  await setPolicy({ approver: 'warehouse' });
  const requestId = await asked();
  await expect(approve(requestId, people.anna)).rejects.toMatchObject(code('company.ownRequest'));
  const whole = { from: '2026-01-01', to: '2026-12-31' };
  // Another holder of the role lets Anna decide; still not on what she asked for.
  const dirk = await hire('dirk', 'Dirk Dock', ['warehouse']);
  await shop.send('company.delegateApprovals', { delegateId: people.anna.id, ...whole }, { actor: dirk });
  await expect(approve(requestId, people.anna)).rejects.toMatchObject(code('company.ownRequest'));
  // Anna lets Cleo decide; but Anna's right is of no use on Anna's request.
  await shop.send('company.delegateApprovals', { delegateId: people.cleo.id, ...whole }, { actor: people.anna });
  await expect(approve(requestId, people.cleo)).rejects.toMatchObject(code('company.notApprover'));
  await approve(requestId, dirk);
  expect(await onHand()).toBe(30);
});

test('a delegate decides from the first day to the last and the record names both; ended, it is over', async () => {
  const first = await asked();
  const { delegationId } = await shop.dispatch<{ delegationId: string }>(
    'company.delegateApprovals',
    { delegateId: people.cleo.id, from: '2026-01-06', to: '2026-01-07' },
    { actor: people.bob },
  );
  await expect(approve(first, people.cleo)).rejects.toMatchObject(code('company.notApprover'));
  shop.now = '2026-01-07T22:00:00.000Z';
  // Two days later it would be posted on another day: that is shown and agreed to first.
  const { preview } = await approve(first, people.cleo, { dryRun: true });
  await approve(first, people.cleo, { confirm: preview?.effectsDigest });
  expect(await list('done', people.cleo)).toMatchObject([{ decidedBy: 'Cleo Clerk', decidedFor: 'Bob Books' }]);
  const second = await asked(20);
  await shop.send('company.endDelegation', { delegationId }, { actor: people.bob });
  await expect(approve(second, people.cleo)).rejects.toMatchObject(code('company.notApprover'));
  await expect(
    shop.send('company.delegateApprovals', { delegateId: people.bob.id, from: '2026-01-08', to: '2026-01-09' }, { actor: people.bob }),
  ).rejects.toMatchObject(code('company.badDelegation'));
});

test('an approver who lost the role, an asker who lost the right, and a deactivated asker end it', async () => {
  const requestId = await asked();
  const setRoles = async (actor: Actor, roles: string[]) => {
    const { rows } = await shop.ask<{ rows: { id: string; revision: number }[] }>('company.listUsers', {});
    const revision = rows.find((u) => u.id === actor.id)?.revision ?? 0;
    await shop.send('company.setUserRoles', { userId: actor.id, roles }, { expect: [{ id: actor.id, revision }] });
  };
  await setRoles(people.bob, ['read-only']);
  await expect(approve(requestId, people.bob)).rejects.toMatchObject(code('company.notApprover'));
  await setRoles(people.bob, ['accountant']);
  await setRoles(people.anna, ['support']);
  await expect(approve(requestId, people.bob)).rejects.toMatchObject(code('company.requesterLost', { requester: 'Anna Aisle' }));
  await setRoles(people.anna, ['warehouse']);
  const anna = await shop.engine.store.writer.db
    .selectFrom('app_user')
    .select('revision')
    .where('id', '=', people.anna.id)
    .executeTakeFirstOrThrow();
  await shop.send('company.deactivateUser', { userId: people.anna.id }, { expect: [{ id: people.anna.id, revision: anna.revision }] });
  await expect(approve(requestId, people.bob)).rejects.toMatchObject(code('company.requesterLost'));
  expect(await onHand()).toBe(40);
});

test('the engine itself and who may do everything approve nothing they are not named for', async () => {
  const requestId = await asked();
  await expect(approve(requestId, SYSTEM)).rejects.toMatchObject(code('company.notApprover'));
  const owner = await shop.engine.store.writer.db
    .selectFrom('app_user')
    .select('id')
    .where('login', '=', 'owner')
    .executeTakeFirstOrThrow();
  // The role is named, so the owner is no approver; a permission an owner always holds.
  await expect(approve(requestId, { ...SYSTEM, id: owner.id })).rejects.toMatchObject(code('company.notApprover'));
  await setPolicy({ approverKind: 'permission', approver: 'accounting.post' });
  await approve(await asked(20), { ...SYSTEM, id: owner.id });
  expect(await onHand()).toBe(20);
});

test('who is limited to a warehouse decides nothing: the effects may reach beyond what they see', async () => {
  const requestId = await asked();
  const { revision } = await shop.engine.store.writer.db
    .selectFrom('app_user')
    .select('revision')
    .where('id', '=', people.bob.id)
    .executeTakeFirstOrThrow();
  const { rows } = await shop.ask<{ rows: { id: string }[] }>('inventory.listWarehouses', {});
  const scopes = { userId: people.bob.id, warehouses: rows.map((r) => r.id).slice(0, 1), channels: [] };
  await shop.send('company.setUserScopes', scopes, { expect: [{ id: people.bob.id, revision }] });
  expect(await list('for-me', people.bob)).toEqual([]);
  await expect(approve(requestId, people.bob)).rejects.toMatchObject(code('company.notApprover'));
});

test('a request is settled once: approved twice, declined, withdrawn or expired it cannot be used again', async () => {
  const done = await asked(30);
  await approve(done, people.bob);
  await expect(approve(done, people.bob)).rejects.toMatchObject(code('company.requestSettled', { state: 'executed' }));

  const declined = await asked(19, { commandId: 'anna-count-2' });
  await expect(shop.send('company.declineRequest', { requestId: declined }, { actor: people.bob })).rejects.toMatchObject(
    code('engine.badInput'),
  );
  await expect(shop.send('company.declineRequest', { requestId: declined, reason: 'no' }, { actor: people.cleo })).rejects.toMatchObject(
    code('company.notApprover'),
  );
  await shop.send('company.declineRequest', { requestId: declined, reason: 'Count again' }, { actor: people.bob });
  await expect(approve(declined, people.bob)).rejects.toMatchObject(code('company.requestSettled', { state: 'declined' }));
  await expect(shop.send('inventory.postCount', count(19), { actor: people.anna, commandId: 'anna-count-2' })).rejects.toMatchObject(
    code('company.requestSettled', { state: 'declined' }),
  );

  const withdrawn = await asked(18);
  await expect(shop.send('company.withdrawRequest', { requestId: withdrawn }, { actor: people.bob })).rejects.toMatchObject(
    code('company.notRequester', { requester: 'Anna Aisle' }),
  );
  await shop.send('company.withdrawRequest', { requestId: withdrawn }, { actor: people.anna });
  await expect(approve(withdrawn, people.bob)).rejects.toMatchObject(code('company.requestSettled', { state: 'withdrawn' }));

  const late = await asked(17);
  const workers = new Workers(shop.engine);
  await workers.start();
  await workers.stop();
  shop.now = '2026-01-19T09:00:00.000Z';
  // Over at the instant, whether or not anybody closed it.
  await expect(approve(late, people.bob)).rejects.toMatchObject(code('company.requestSettled', { state: 'expired' }));
  expect(await list('for-me', people.bob)).toEqual([]);
  shop.now = '2026-01-20T09:00:00.000Z';
  await workers.runDue();
  expect((await list('mine', people.anna)).map((r) => r.state).sort()).toEqual(['declined', 'executed', 'expired', 'withdrawn']);
  expect(await onHand()).toBe(30);
  await expectHealthy(shop);
});

test('where the stock changed meanwhile the approver sees the new effects and confirms them', async () => {
  const requestId = await asked(30);
  await shop.send('inventory.postCount', count(39), { actor: people.anna });
  const refused: unknown = await approve(requestId, people.bob).then(
    () => undefined,
    (e: unknown) => e,
  );
  expect(refused).toMatchObject(code('engine.previewChanged'));
  expect(await onHand()).toBe(39);
  const now = await approve(requestId, people.bob, { dryRun: true });
  expect((refused as { params: { preview: { effectsDigest: string } } }).params.preview.effectsDigest).toBe(now.preview?.effectsDigest);
  await approve(requestId, people.bob, { confirm: now.preview?.effectsDigest });
  expect(await onHand()).toBe(30);
  await expectHealthy(shop);
});

test('a job, a script and the owner wait alike, and lifting the policy itself is still under it', async () => {
  await expect(shop.send('inventory.postCount', count(30), { actor: SYSTEM })).rejects.toMatchObject(code('engine.needsApproval'));
  await setPolicy({ code: 'four-eyes', name: 'Policies', operation: 'company.setApprovalPolicy', measure: 'always' });
  await expect(setPolicy({ active: false })).rejects.toMatchObject(code('engine.needsApproval', { measure: 'always' }));
  await expect(
    setPolicy({ code: 'four-eyes', name: 'Policies', operation: 'company.setApprovalPolicy', measure: 'always', active: false }),
  ).rejects.toMatchObject(code('engine.needsApproval'));
  await expect(setPolicy({ code: 'x', operation: 'company.approve' })).rejects.toMatchObject(code('company.unknownApprovable'));
});

test("a token that was cut down approves nothing in its user's name, though it holds every permission an approval takes", async () => {
  const requestId = await asked();
  const token = async (name: string, permissions?: string[]) =>
    (
      await shop.dispatch<{ tokenId: string }>('company.createToken', {
        userId: people.bob.id,
        name,
        tokenHash: name.padEnd(64, '0'),
        ...(permissions ? { permissions } : {}),
      })
    ).tokenId;
  const cut = { ...people.bob, device: await token('c0', ['company.read', 'inventory.*', 'accounting.*']) };
  await expect(approve(requestId, cut)).rejects.toMatchObject(code('company.notApprover'));
  expect(await list('for-me', cut)).toEqual([]);
  expect(await onHand()).toBe(40);
  // The same person by a token that was not cut down.
  await approve(requestId, { ...people.bob, device: await token('f0') });
  expect(await onHand()).toBe(30);
});

test('other words under the same command id are refused, waiting or settled', async () => {
  await asked(30, { commandId: 'anna-count-3' });
  await expect(shop.send('inventory.postCount', count(12), { actor: people.anna, commandId: 'anna-count-3' })).rejects.toMatchObject(
    code('engine.commandIdReused'),
  );
});

test('a policy lifted while a request waits: the command sent again is done once, and approving it then is refused', async () => {
  const requestId = await asked(30, { commandId: 'anna-count-4' });
  await setPolicy({ active: false });
  await shop.send('inventory.postCount', count(30), { actor: people.anna, commandId: 'anna-count-4' });
  await expect(approve(requestId, people.bob)).rejects.toMatchObject(code('company.requestSettled', { state: 'executed' }));
  expect(await onHand()).toBe(30);
});

test('an input altered behind the engine is not carried out, and an approver altered afterwards is found', async () => {
  const requestId = await asked(30);
  await sql`update approval_input set input = replace(input, '30', '3')`.execute(shop.engine.store.writer.db);
  await expect(approve(requestId, people.bob)).rejects.toThrow(/not the one that was asked for/);
  expect(await onHand()).toBe(40);
  await sql`update approval_input set input = replace(input, '"counted":3', '"counted":30')`.execute(shop.engine.store.writer.db);
  await approve(requestId, people.bob);
  await sql`update command_reason set approver_id = ${people.cleo.id} where approver_id = ${people.bob.id}`.execute(
    shop.engine.store.writer.db,
  );
  expect(await findingsOf(shop)).toEqual([expect.stringMatching(/command_reason .* approver or reason differ/)]);
});

/** Sends a command in a process of its own and kills it between the last write and the commit. */
async function killedInTheMiddle(operation: string, input: unknown, actor: Actor, commandId: string): Promise<void> {
  await shop.engine.close();
  const { id, device, permissions } = actor;
  const child = fileURLToPath(new URL('../../kit/approve-child.ts', import.meta.url));
  const sent = JSON.stringify({ id, device, permissions: [...permissions], operation, input, commandId });
  const running = spawn(process.execPath, [child, JSON.stringify(shop.location), shop.now, sent], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines: string[] = [];
  createInterface({ input: running.stdout }).on('line', (line) => {
    lines.push(line);
    running.kill('SIGKILL');
  });
  await new Promise((resolve) => running.on('close', resolve));
  expect(lines).toEqual(['middle']);
  await shop.reopen();
}

test('killed in the middle, asking and approving have either happened whole or not at all', async () => {
  await killedInTheMiddle('inventory.postCount', count(30), people.anna, 'anna-count-5');
  expect(await list('mine', people.anna)).toEqual([]);
  const requestId = await asked(30, { commandId: 'anna-count-5' });
  await killedInTheMiddle('company.approve', { requestId }, people.bob, 'bob-approves-5');
  expect(await onHand()).toBe(40);
  expect(await list('for-me', people.bob)).toHaveLength(1);
  const { preview } = await approve(requestId, people.bob, { dryRun: true });
  await approve(requestId, people.bob, { commandId: 'bob-approves-5', confirm: preview?.effectsDigest });
  expect(await onHand()).toBe(30);
  await expectHealthy(shop);
});

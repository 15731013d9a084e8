import { Workers } from '../../../main/engine/jobs/workers.ts';
import { database } from '../../kit/company.ts';
import type { Taken, Walk } from './walk.ts';

/** Channels, jobs, locks. */
export async function channels(walk: Walk): Promise<void> {
  const { go, shop } = walk;
  const { channelId } = await go('channels.createChannel', {
    code: 'web',
    name: 'Web shop',
    connector: 'csv',
    zone: 'Europe/London',
    currency: 'GBP',
    payment: 'on-account',
  });
  await go('channels.mapSkus', { channelId, lines: [{ sku: 'cup-red', item: 'CUP' }] });
  await go('channels.forgetSku', { channelId, sku: 'cup-red' });
  await go('channels.pushStock', { channelId });
  const content = {
    name: 'orders.csv',
    mediaType: 'text/csv',
    purpose: 'upload',
    permission: 'channels.import',
    bytes: 1,
    sha256: 'f'.repeat(64),
  };
  const { fileId } = await shop.dispatch<{ fileId: string }>('engine.recordFile', content);
  await go('channels.previewFile', { channelId, fileId });
  await go('channels.importFile', { channelId, fileId });
  const { jobId } = await go('engine.startJob', { kind: 'count', payload: { batches: 3 } });
  await go('engine.cancelJob', { jobId });
  await go('engine.setSchedule', { id: 'nightly', jobKind: 'count', cron: '0 3 * * *', payload: { batches: 1 } });
  await go('engine.enableSchedule', { id: 'nightly', enabled: false });
  await go('engine.runDoctor', {});
  // A company in PostgreSQL is backed up by its server: there the row stands for a backup of an earlier life as a file.
  if (database === 'sqlite') await go('engine.backup', {});
  else walk.met.add('engine.backup');
  const held = { bytes: 1, sha256: 'a'.repeat(64), heldSeq: 1, chainHead: 'b'.repeat(16) };
  await shop.dispatch('engine.noteBackup', { backupId: 'job_kept', file: '/backups/kept.countinghouse', ...held });
  await go('engine.verifyBackup', { backupId: 'job_kept' });
}

/** What went wrong, and is put right. */
export async function troubles(walk: Walk): Promise<void> {
  const { go, shop } = walk;
  const { jobId } = await shop.dispatch<{ jobId: string }>('probe.startLater', { kind: 'refused', payload: {} });
  await shop.dispatch('probe.send', { kind: 'http', target: 'shop', key: 'once', payload: { stock: 5 } });
  const { jobId: lookId } = await go('engine.previewBulk', {
    list: 'sales.orders',
    operation: 'sales.cancelOrder',
    filter: [{ column: 'number', op: 'eq', value: 'none' }],
    input: { reason: 'not wanted' },
  });
  await new Workers(shop.engine).runDue();
  const { jobId: bulkId } = await go('engine.runBulk', { previewId: lookId });
  await go('engine.cancelBulk', { jobId: bulkId });
  await go('engine.requeueJob', { jobId });
  const { rows: letters } = await shop.ask<{ rows: { id: number; state: string }[] }>('engine.listOutbox', {});
  await go('engine.requeueOutbox', { id: letters.find((l) => l.state === 'dead')?.id ?? 0 });

  const { channelId } = await shop.dispatch<{ channelId: string }>('channels.createChannel', {
    code: 'fair',
    name: 'Trade fair',
    connector: 'csv',
    zone: 'Europe/London',
    currency: 'GBP',
    payment: 'on-account',
  });
  const record = {
    type: 'rejected',
    externalId: '4711',
    reason: 'bad-price',
    detail: 'line 2: "free" is not a price',
    rowNumbers: [2],
    raw: [['4711', 'CUP', 'free']],
    rawHash: 'e'.repeat(64),
    amountMinor: null,
  };
  const runId = 'run_1';
  await shop.dispatch('channels.openRun', { runId, channelId, source: 'orders.csv', sourceHash: 'd'.repeat(64) });
  await shop.dispatch('channels.importBatch', { channelId, runId, records: [record] });
  const { rows: exceptions } = await shop.ask<{ rows: { id: number }[] }>('channels.listExceptions', {});
  await go('channels.closeException', { exceptionId: exceptions[0]?.id, resolution: 'The partner sends it again' });

  const sold = await shop.dispatch<Taken>('sales.acceptOrder', walk.draft(1));
  await shop.send('fulfillment.fulfillOrder', { orderId: sold.orderId });
  const { invoices } = await shop.ask<{ invoices: { id: string }[] }>('sales.getOrder', { orderId: sold.orderId });
  const onAccount = { on: '2026-01-05', amount: 300, partyId: walk.customer, settles: [] };
  const { paymentId } = await shop.dispatch<{ paymentId: string }>('accounting.recordReceipt', onAccount);
  const keys = { debitKey: invoices[0]?.id, creditKey: paymentId };
  await go('accounting.matchItems', { role: 'receivable', ...keys, amount: 300, on: '2026-01-05' });

  const mail = { login: 'sid', name: 'Sid Session', roles: ['owner'] };
  const { userId } = await shop.dispatch<{ userId: string }>('company.createUser', mail);
  const { sessionId } = await shop.dispatch<{ sessionId: string }>('company.openSession', {
    userId,
    secretHash: 'c'.repeat(64),
    device: 'desk',
    address: null,
    expiresAt: '2026-01-06T09:00:00.000Z',
  });
  const sid = { id: userId, device: 'desk', permissions: new Set(['*']), scopes: {} };
  await go('company.endOwnSession', { sessionId }, { actor: sid });
}

import { where } from '../../kit/where.ts';
import type { Taken, Walk } from './walk.ts';

/** Picking, packing and handing over. */
export async function waves(walk: Walk): Promise<void> {
  const { go, shop } = walk;
  const { rows: warehouses } = await shop.ask<{ rows: { warehouseId: string; code: string }[] }>('fulfillment.listDeliveries', {});
  const warehouseId = warehouses.find((w) => w.code === 'GLA')?.warehouseId ?? '';
  const steps = (n: number) => go('fulfillment.setDelivery', { warehouseId, steps: n });
  await steps(2);
  const wave = async (): Promise<string> => {
    const { orderId } = await shop.dispatch<Taken>('sales.acceptOrder', walk.draft(2));
    return (await go<{ waveId: string }>('fulfillment.releaseWave', { warehouseId, orderIds: [orderId] })).waveId;
  };
  const first = await wave();
  const taskId = await pick(walk, first);
  await go('fulfillment.overrideScan', { taskId, reasonCode: 'label-unreadable' });
  await go('fulfillment.cancelWave', { waveId: first });
  const { rows: back } = await shop.ask<{ rows: { putBackId: number; to: string }[] }>('fulfillment.listPutBacks', {});
  await go('fulfillment.confirmPutBack', { putBackId: back[0]?.putBackId, code: back[0]?.to });
  const second = await wave();
  await go('fulfillment.shortPick', { taskId: await pick(walk, second) });
  const { rows: missing } = await shop.ask<{ rows: { missingId: number }[] }>('fulfillment.listMissing', {});
  await go('fulfillment.closeMissing', { missingId: missing[0]?.missingId, found: 1 });
  await go('fulfillment.cancelWave', { waveId: second });
  const staged = async (): Promise<{ waveId: string; orderId: string }> => {
    const { orderId } = await shop.dispatch<Taken>('sales.acceptOrder', walk.draft(1));
    const { waveId } = await shop.dispatch<{ waveId: string }>('fulfillment.releaseWave', { warehouseId, orderIds: [orderId] });
    await shop.send('fulfillment.scanPick', { taskId: await pick(walk, waveId), code: 'CUP' });
    return { waveId, orderId };
  };
  const parcel = async (): Promise<string> => {
    const { orderId } = await staged();
    const { parcelId = '' } = await go('fulfillment.openParcel', { orderId });
    await go('fulfillment.scanPack', { parcelId, code: 'CUP' });
    await go('fulfillment.closeParcel', { parcelId, carrier: 'dhl', weightGrams: 400, packageTypeId: BOX });
    return parcelId;
  };
  await go('fulfillment.setPackageType', {
    packageTypeId: BOX,
    code: 'M',
    name: 'Box M',
    lengthMm: 300,
    widthMm: 200,
    heightMm: 100,
    tareGrams: 90,
  });
  await go('fulfillment.voidParcel', { parcelId: await parcel() });
  await go('fulfillment.handOverParcels', { parcelIds: [await parcel()] });
  await parcel();
  await go('fulfillment.makeManifest', { warehouseId, carrier: 'dhl' });
  const { waveId } = await staged();
  await go('fulfillment.handOverPicked', { waveId });
  await go('fulfillment.takeBack', { orderId: (await staged()).orderId });
  const { rows: open } = await shop.ask<{ rows: { id: string }[] }>('fulfillment.listWaves', where({ state: 'picked' }));
  for (const { id } of open) await shop.send('fulfillment.cancelWave', { waveId: id });
  await byTemplate(walk, warehouseId);
  await faces(walk, warehouseId);
  await steps(1);
}

const BOX = 'pkt_00000000000000000000000001';
const SERVICE = 'csv_00000000000000000000000001';
const TEMPLATE = 'wvt_00000000000000000000000001';

/** A service with its cut-off, and a wave of the orders that are sent with it. */
async function byTemplate(walk: Walk, warehouseId: string): Promise<void> {
  const { go, shop } = walk;
  const cutOffs = [{ warehouseId, at: '15:00' }];
  await go('fulfillment.setCarrierService', {
    serviceId: SERVICE,
    code: 'EXP',
    name: 'Express',
    carrier: 'dhl',
    level: 'express',
    cutOffs,
  });
  const { orderId } = await shop.dispatch<Taken>('sales.acceptOrder', walk.draft(1));
  await go('fulfillment.setOrderService', { orderIds: [orderId], serviceId: SERVICE });
  await go('fulfillment.setWaveTemplate', { templateId: TEMPLATE, name: 'Express', warehouseId, level: 'express', cutOffBy: '15:00' });
  const { waveId } = await go<{ waveId: string }>('fulfillment.releaseTemplate', { templateId: TEMPLATE });
  await go('fulfillment.cancelWave', { waveId });
}

/** Scans the place of the next open task; what is picked there comes next. */
async function pick({ go, shop }: Walk, waveId: string): Promise<number> {
  const { tasks } = await shop.ask<{ tasks: { taskId: number; state: string; place: string }[] }>('fulfillment.getWave', { waveId });
  const task = tasks.find((t) => t.state === 'open');
  await go('fulfillment.scanPick', { taskId: task?.taskId, code: task?.place });
  return task?.taskId ?? 0;
}

/** A face filled up from reserve, for itself and for a wave. */
async function faces({ go, shop }: Walk, warehouseId: string): Promise<void> {
  const bin = { warehouseId, code: 'GLA-FACE', name: 'Face', status: 'sellable', type: 'bin' };
  await shop.send('inventory.createLocation', bin);
  await go('fulfillment.setPickFaces', { warehouseId, faces: [{ sku: 'CUP', place: 'GLA-FACE', min: 1, max: 2 }] });
  await go('fulfillment.proposeReplenishment', { warehouseId });
  const next = async (): Promise<number> => {
    const { rows } = await shop.ask<{ rows: { taskId: number }[] }>('fulfillment.listReplenishTasks', where({ state: 'open' }));
    return rows[0]?.taskId ?? 0;
  };
  await go('fulfillment.confirmReplenishment', { taskId: await next(), code: 'GLA-FACE', qty: 1 });
  await go('fulfillment.setPickFaces', { warehouseId, faces: [{ sku: 'CUP', place: 'GLA-FACE', min: 2, max: 3 }] });
  await shop.send('fulfillment.proposeReplenishment', { warehouseId });
  await go('fulfillment.cancelReplenishment', { taskIds: [await next()] });
  await go('fulfillment.dropPickFaces', { warehouseId, skus: ['CUP'] });
}

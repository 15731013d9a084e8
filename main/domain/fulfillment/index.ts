import type { RoomModule } from '../../engine/registry.ts';
import { acceptAndFulfill } from './commands/accept-and-fulfill.ts';
import { allocateOrder, allocateOrders as allocateOrdersCommand, releaseAllocation } from './commands/allocate.ts';
import { setCarrierService, setOrderService } from './commands/carrier-services.ts';
import { handOverParcels, handOverPicked, makeManifest, takeBack } from './commands/hand-over.ts';
import { mergeOrders, shipMerge, unmergeOrders } from './commands/merge-orders.ts';
import { closeParcel, openParcel, scanPack, voidParcel } from './commands/pack.ts';
import { setPackageType } from './commands/package-types.ts';
import { closeMissing, confirmPutBack, overrideScan, scanPick, shortPick } from './commands/pick.ts';
import {
  cancelReplenishment,
  confirmReplenishment,
  dropPickFaces,
  proposeReplenishment,
  replenishJob,
  setPickFaces,
} from './commands/replenish.ts';
import { fulfillOrder, fulfillOrders, shipOrder, shipOrders as shipOrdersCommand } from './commands/ship.ts';
import { releaseTemplate, releaseTemplateJob, setWaveTemplate } from './commands/wave-templates.ts';
import { cancelWave, releaseWave, setDelivery } from './commands/waves.ts';
import { commitChecks, doctorChecks } from './invariants.ts';
import { mergeChecks } from './merges/invariants.ts';
import { packingChecks } from './packing/invariants.ts';
import { pickingChecks } from './picking/invariants.ts';
import { countDue, listDue, listPromises } from './queries/read-due.ts';
import { lotShipmentList } from './queries/read-lot-shipments.ts';
import { getMerge, listMerges, suggestMerges } from './queries/read-merges.ts';
import { getManifest, getParcel, listPackageTypes, parcelList } from './queries/read-parcels.ts';
import { listPickFaces, replenishTaskList } from './queries/read-replenish.ts';
import { reversal } from './queries/read-reversal.ts';
import { getShipment, listShortages, shipmentList } from './queries/read-shipments.ts';
import { getOrderService, listCarrierServices, listWaveTemplates, previewTemplate, previewWave } from './queries/read-wave-choices.ts';
import { getWave, listDeliveries, listMissing, listPutBacks, listScans, waveList } from './queries/read-waves.ts';
import { events } from './react.ts';
import { replenishChecks } from './replenish/invariants.ts';

export { fulfillOrders } from './fulfill-orders.ts';

export const fulfillmentRoom: RoomModule = {
  name: 'fulfillment',
  commands: [
    allocateOrder,
    allocateOrdersCommand,
    releaseAllocation,
    shipOrder,
    shipOrdersCommand,
    fulfillOrder,
    fulfillOrders,
    acceptAndFulfill,
    setDelivery,
    releaseWave,
    cancelWave,
    scanPick,
    overrideScan,
    shortPick,
    closeMissing,
    confirmPutBack,
    openParcel,
    scanPack,
    closeParcel,
    setPackageType,
    voidParcel,
    handOverParcels,
    makeManifest,
    handOverPicked,
    takeBack,
    mergeOrders,
    unmergeOrders,
    shipMerge,
    setCarrierService,
    setOrderService,
    setWaveTemplate,
    releaseTemplate,
    setPickFaces,
    dropPickFaces,
    proposeReplenishment,
    confirmReplenishment,
    cancelReplenishment,
  ],
  queries: [
    ...shipmentList.all,
    ...waveList.all,
    ...lotShipmentList.all,
    getShipment,
    listShortages,
    listDue,
    countDue,
    listPromises,
    listDeliveries,
    getWave,
    listPutBacks,
    listMissing,
    listScans,
    getParcel,
    listPackageTypes,
    ...parcelList.all,
    getManifest,
    suggestMerges,
    listMerges,
    getMerge,
    reversal,
    listCarrierServices,
    getOrderService,
    previewWave,
    listWaveTemplates,
    previewTemplate,
    ...replenishTaskList.all,
    listPickFaces,
  ],
  events,
  commitChecks,
  doctorChecks: [...doctorChecks, ...pickingChecks, ...packingChecks, ...replenishChecks, ...mergeChecks],
  jobs: [releaseTemplateJob, replenishJob],
};

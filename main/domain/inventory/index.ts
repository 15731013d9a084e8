import type { RoomModule } from '../../engine/registry.ts';
import { COMPANY_CREATED, type CompanyCreated } from '../company/index.ts';
import { cancelCountTask, planCounts, postCountTask, recordCount, setCountClass } from './commands/count-tasks.ts';
import { postCount, writeDown } from './commands/differences.ts';
import { blockLot, changeLot, expireLots, expireLotsJob, releaseLot, setTracking } from './commands/lots.ts';
import { placeHold, releaseHoldCommand, releaseStock, reserveStock } from './commands/promise.ts';
import { dropPutawayRule, putAway, setPutawayRule } from './commands/put-away.ts';
import { changeLocation, changeWarehouse, createLocation, createWarehouse as createWarehouseCommand } from './commands/set-up.ts';
import { changeStandardCost } from './commands/standard-cost.ts';
import { postOpening, receiveStock } from './commands/take-in.ts';
import { receiveTransfer, shipTransfer, transferStock } from './commands/transfer.ts';
import { commitChecks, doctorChecks } from './invariants.ts';
import { lotChecks } from './lots/invariants.ts';
import { countPlan, countTaskList, getCountTask } from './queries/read-counts.ts';
import { documentList, getDocument, listHolds } from './queries/read-documents.ts';
import { getLot, getTracking, lotList } from './queries/read-lots.ts';
import { getLocation, listPutawayRules, locationList, suggestPutaway } from './queries/read-places.ts';
import { listStandardCosts } from './queries/read-standard-costs.ts';
import { listWarehouses, moveList, stockByItem, stockOfKit, stockOnHand } from './queries/read-stock.ts';
import { stockAt } from './queries/read-stock-at.ts';
import { layersOfItem, valueByArea } from './queries/read-value.ts';
import { stockValues } from './queries/read-value-at.ts';
import { sumWarehouses } from './queries/sum-warehouses.ts';
import { traceCost } from './queries/trace-cost.ts';
import { setUpPlaces } from './warehouses.ts';

export { adjustCosts, differencePosting } from './adjust-costs.ts';
export type { CostDifference, CostPart } from './correction-writer.ts';
export { askToCount } from './counts.ts';
export {
  assignHold,
  type HoldDraft,
  type OpenHold,
  openHolds,
  placeHolds,
  refuseHeld,
  releaseHolds,
  updateHolds,
} from './holds.ts';
export { keepInbound } from './inbound.ts';
export { arrivingLots, statedLots } from './lots/keep-lots.ts';
export { loadLotsAt } from './lots/load.ts';
export { inRotation, isSold, type LotQty } from './lots/model.ts';
export { LOTS_STOPPED, type StoppedLots } from './lots/stop.ts';
export {
  type AvailabilityRow,
  type CountedPlace,
  type MoveCost,
  type MoveDraft,
  type MoveResult,
  PLACE_COUNTED,
  PLACE_WORKED,
  type Places,
  RESERVATIONS_RELEASED,
  type ReleasedReservation,
  type ReservationWant,
  type WorkedPlace,
} from './model.ts';
export { moveAnyway, moveStock } from './move-stock.ts';
export { itemsOf, ownPlace, warehouseOfAreas, whenHappened } from './paper.ts';
export { createLocation as addLocation, workPlace } from './places.ts';
export { type StockPosting, stockPosting } from './posting.ts';
export { worthOfMoves } from './queries/worth.ts';
export { settleBackDated } from './replay.ts';
export { availability, type Relabelled, type ReleaseDraft, relabel, release, reserve, setsIn } from './reserve.ts';
export { assertWarehouseScope, places, stockLocations, warehousePlaces } from './warehouses.ts';

export const inventoryRoom: RoomModule = {
  name: 'inventory',
  commands: [
    createWarehouseCommand,
    changeWarehouse,
    createLocation,
    changeLocation,
    setPutawayRule,
    dropPutawayRule,
    postOpening,
    receiveStock,
    transferStock,
    putAway,
    shipTransfer,
    receiveTransfer,
    postCount,
    setCountClass,
    planCounts,
    recordCount,
    postCountTask,
    cancelCountTask,
    writeDown,
    changeStandardCost,
    setTracking,
    blockLot,
    releaseLot,
    changeLot,
    expireLots,
    reserveStock,
    releaseStock,
    placeHold,
    releaseHoldCommand,
  ],
  queries: [
    listWarehouses,
    sumWarehouses,
    ...locationList.all,
    getLocation,
    listPutawayRules,
    suggestPutaway,
    ...stockOnHand.all,
    ...stockAt.all,
    ...stockValues.all,
    stockByItem,
    stockOfKit,
    ...moveList.all,
    layersOfItem,
    traceCost,
    listStandardCosts,
    valueByArea,
    ...countTaskList.all,
    getCountTask,
    countPlan,
    ...lotList.all,
    getLot,
    getTracking,
    getDocument,
    ...documentList.all,
    listHolds,
  ],
  events: [{ event: COMPANY_CREATED, run: (ctx, event) => setUpPlaces(ctx, event.data as CompanyCreated) }],
  commitChecks,
  doctorChecks: [...doctorChecks, ...lotChecks],
  jobs: [expireLotsJob],
};

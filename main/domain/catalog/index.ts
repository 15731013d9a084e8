import type { RoomModule } from '../../engine/registry.ts';
import { COMPANY_CREATED, type CompanyCreated } from '../company/index.ts';
import { changeItem, createItem, createItems, setCategory, setKit, setPack, setTaxClass, setUnit } from './commands/keep-catalog.ts';
import { measureItems } from './commands/measure-items.ts';
import { doctorChecks } from './invariants.ts';
import { readCode } from './queries/read-code.ts';
import { getItem, itemList, listCategories, listTaxClasses, listUnits } from './queries/read-items.ts';
import { installCatalog } from './store.ts';

export { kitStock } from './kit-stock.ts';
export { type Component, type Kits, loadKits } from './kits.ts';
export { gramsOf } from './measures.ts';
export { type ItemFacts, itemsBySku, loadItems } from './model.ts';
export { loadPacks, type PackFacts, packsOf } from './packs.ts';
export { readItemCode } from './queries/read-code.ts';
export { setStandardCosts } from './store.ts';
export { setTracking, type TrackedItems, type Tracking, trackedItems } from './tracking.ts';

export const catalogRoom: RoomModule = {
  name: 'catalog',
  commands: [setUnit, setTaxClass, setCategory, createItem, createItems, changeItem, setPack, setKit, measureItems],
  queries: [...itemList.all, getItem, readCode, listCategories, listUnits, listTaxClasses],
  doctorChecks,
  events: [{ event: COMPANY_CREATED, run: (ctx, event) => installCatalog(ctx, (event.data as CompanyCreated).costing) }],
};

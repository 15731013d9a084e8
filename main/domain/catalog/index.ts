import type { RoomModule } from '../../engine/registry.ts';
import { COMPANY_CREATED, type CompanyCreated } from '../company/index.ts';
import { changeItem, createItem, createItems, setCategory, setTaxClass, setUnit } from './commands/keep-catalog.ts';
import { countItems, getItem, listCategories, listItems } from './queries/read-items.ts';
import { installCatalog } from './store.ts';

export { type ItemFacts, itemsBySku, loadItems } from './model.ts';

export const catalogRoom: RoomModule = {
  name: 'catalog',
  commands: [setUnit, setTaxClass, setCategory, createItem, createItems, changeItem],
  queries: [getItem, listItems, countItems, listCategories],
  events: [{ event: COMPANY_CREATED, run: (ctx, event) => installCatalog(ctx, (event.data as CompanyCreated).costing) }],
};

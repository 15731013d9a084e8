import type { OutputOf } from '../../../client/operations.ts';
import { gridView } from '../../../kit/grid-view.ts';

export type ShipmentRow = OutputOf<'fulfillment.listShipments'>['rows'][number];

/** Warehouse shown (`all` or its id) and place of the list of shipments. */
export const useShipmentsView = gridView<string>('all');

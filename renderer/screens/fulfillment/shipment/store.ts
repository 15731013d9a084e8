import type { OutputOf } from '../../../client/operations.ts';

export type Shipment = OutputOf<'fulfillment.getShipment'>;
export type ShipmentLine = Shipment['lines'][number];

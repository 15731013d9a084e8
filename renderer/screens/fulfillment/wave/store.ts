import type { OutputOf } from '../../../client/operations.ts';

export type Wave = OutputOf<'fulfillment.getWave'>;
export type Parcel = OutputOf<'fulfillment.listParcels'>['rows'][number];
export type Scan = OutputOf<'fulfillment.listScans'>['rows'][number];

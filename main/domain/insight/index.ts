import type { RoomModule } from '../../engine/registry.ts';
import { margins } from './margins/read-margins.ts';
import { kpis, rows } from './queries/kpis.ts';
import { nameRecords } from './queries/name-records.ts';
import { proof } from './queries/proof.ts';
import { search } from './queries/search.ts';

export const insightRoom: RoomModule = { name: 'insight', commands: [], queries: [kpis, rows, margins, proof, search, nameRecords] };

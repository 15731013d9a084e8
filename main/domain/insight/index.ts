import type { RoomModule } from '../../engine/registry.ts';
import { nameRecords } from './queries/name-records.ts';
import { search } from './queries/search.ts';

export const insightRoom: RoomModule = { name: 'insight', commands: [], queries: [search, nameRecords] };

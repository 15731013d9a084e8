import type { JobHandler } from '../jobs/model.ts';
import type { RoomModule } from '../registry.ts';

/** The engine's own operations: audit log, incidents, jobs, schedules, outbox, status. */
export const engineRoom = (_kinds: ReadonlyMap<string, JobHandler>): RoomModule => ({ name: 'engine', commands: [], queries: [] });

import type { CommandDef, OperationDef, QueryDef } from '../../preload/contract/operation.ts';
import { bulkLookJob, bulkRunJob } from './bulk/jobs.ts';
import type { Actor, CommandContext, CommitCheck, DoctorCheck, DomainEvent, QueryContext } from './context.ts';
import { exportJob } from './export/export-list.ts';
import { reportJob } from './export/export-report.ts';
import type { JobHandler } from './jobs/model.ts';
import { KEEPING_KINDS } from './keeping/kinds.ts';
import type { OutboxCarrier } from './outbox/model.ts';
import { engineRoom } from './room/index.ts';
import { pruneJob } from './room/prune.ts';

/** A command somebody asked for and somebody else consents to. */
export interface WaitingCommand {
  readonly requestId: string;
  readonly commandId: string;
  readonly operation: string;
  /** Its input as it was asked for, with the salt of its seal. */
  readonly input: string;
  readonly salt: string;
  readonly seal: string;
  readonly expect: readonly { readonly id: string; readonly revision: number }[];
  readonly effectsDigest: string;
  /** Who asked, with what they may do now. */
  readonly requester: Actor;
}

/** A command operation with its body. */
export interface CommandHandler {
  readonly def: CommandDef;
  readonly run: (ctx: CommandContext, input: unknown) => Promise<unknown>;
  /** For approving: the waiting command that is carried out first, in the same transaction; refuses who may not decide. */
  readonly carriesOut?: (ctx: CommandContext, input: unknown) => Promise<WaitingCommand>;
}
/** A query operation with its body. */
export interface QueryHandler {
  readonly def: QueryDef;
  readonly run: (ctx: QueryContext, input: unknown) => Promise<unknown>;
}
/** What a room reacts to. Runs in the emitting command's transaction. */
export interface EventHandler {
  readonly event: string;
  readonly run: (ctx: CommandContext, event: DomainEvent) => Promise<void>;
}

/** What a room brings to the engine. */
export interface RoomModule {
  readonly name: string;
  readonly commands: readonly CommandHandler[];
  readonly queries: readonly QueryHandler[];
  readonly events?: readonly EventHandler[];
  readonly commitChecks?: readonly CommitCheck[];
  readonly doctorChecks?: readonly DoctorCheck[];
  /** Long work this room can do after a commit. */
  readonly jobs?: readonly JobHandler[];
  /** Who carries out this room's outbox items. */
  readonly carriers?: readonly OutboxCarrier[];
}

/** Everything the engine can be asked, rooms in order low to high. */
export interface Registry {
  readonly rooms: readonly RoomModule[];
  readonly commands: ReadonlyMap<string, CommandHandler>;
  readonly queries: ReadonlyMap<string, QueryHandler>;
  readonly events: ReadonlyMap<string, readonly EventHandler[]>;
  readonly commitChecks: readonly CommitCheck[];
  readonly doctorChecks: readonly DoctorCheck[];
  readonly jobs: ReadonlyMap<string, JobHandler>;
  readonly carriers: ReadonlyMap<string, OutboxCarrier>;
}

/**
 * Collects rooms (given in room order) into lookup tables; refuses two handlers for one operation, job kind or outbox
 * kind. The engine's own operations are part of every registry.
 */
export function buildRegistry(domain: readonly RoomModule[]): Registry {
  const jobs = byKind('job', [pruneJob, exportJob, reportJob, bulkLookJob, bulkRunJob, ...domain.flatMap((r) => r.jobs ?? [])]);
  const carriers = byKind(
    'outbox',
    domain.flatMap((r) => r.carriers ?? []),
  );
  const kinds = new Map([...KEEPING_KINDS.map((k) => [k.kind, k] as const), ...jobs]);
  const rooms = [engineRoom(kinds), ...domain];
  const commands = new Map<string, CommandHandler>();
  const queries = new Map<string, QueryHandler>();
  const events = new Map<string, EventHandler[]>();
  const seen = (def: OperationDef) => {
    if (commands.has(def.name) || queries.has(def.name)) throw new Error(`two handlers for ${def.name}`);
  };
  for (const room of rooms) {
    for (const handler of room.commands) {
      seen(handler.def);
      commands.set(handler.def.name, handler);
    }
    for (const handler of room.queries) {
      seen(handler.def);
      queries.set(handler.def.name, handler);
    }
    for (const handler of room.events ?? []) {
      const list = events.get(handler.event) ?? [];
      list.push(handler);
      events.set(handler.event, list);
    }
  }
  return {
    rooms,
    commands,
    queries,
    events,
    commitChecks: rooms.flatMap((r) => r.commitChecks ?? []),
    doctorChecks: rooms.flatMap((r) => r.doctorChecks ?? []),
    jobs,
    carriers,
  };
}

function byKind<T extends { readonly kind: string }>(what: string, list: readonly T[]): ReadonlyMap<string, T> {
  const found = new Map<string, T>();
  for (const one of list) {
    if (found.has(one.kind)) throw new Error(`two ${what} handlers of kind ${one.kind}`);
    found.set(one.kind, one);
  }
  return found;
}

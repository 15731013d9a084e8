import type { CompanyLocation } from '../../db/open.ts';
import { paperModule } from '../documents/index.ts';
import { rooms } from '../domain/rooms.ts';
import { Engine, type EngineOptions } from '../engine/engine.ts';
import { buildRegistry } from '../engine/registry.ts';
import { bankFiles } from './bank-files.ts';
import { channelFiles } from './channel-files.ts';
import { payoutFiles } from './payout-files.ts';
import { rateFiles } from './rate-files.ts';

/** Every room, what writes their documents and what reads their files, assembled once per process. */
export const registry = buildRegistry([...rooms, paperModule, channelFiles, bankFiles, payoutFiles, rateFiles]);

/** Opens a company in this process: tests and command-line tools. */
export const openInProcess = (location: CompanyLocation, options: Partial<EngineOptions> = {}): Promise<Engine> =>
  Engine.open(location, { registry, ...options });

/** Creates a company in this process. */
export const createInProcess = (location: CompanyLocation, spec: unknown, options: Partial<EngineOptions> = {}): Promise<Engine> =>
  Engine.create(location, spec, { registry, ...options });

import { create } from 'zustand';
import type { OutputOf } from './operations.ts';

/** What the window knows about the company and the way to it. */
interface Connection {
  readonly state: 'connecting' | 'no-company' | 'signed-out' | 'online' | 'offline';
  readonly company: OutputOf<'engine.status'>['company'] | undefined;
  /** Newest commit the window has heard of; lists refresh when it moves. */
  readonly seq: number;
}

export const useConnection = create<Connection>(() => ({ state: 'connecting', company: undefined, seq: 0 }));

/** Currency of the company, for every amount that does not carry its own. Screens are drawn only once it is known. */
export const useCurrency = (): string => useConnection((c) => c.company?.currency ?? 'EUR');

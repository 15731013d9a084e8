import type { Connection } from '../dialect/portable.ts';
import type { DB } from '../schema/index.ts';
import { initial } from './0001-initial.ts';

/** One all-or-nothing step from a format to the next. Never edited once released. */
export interface Migration {
  readonly name: string;
  readonly up: (connection: Connection<DB>) => Promise<void>;
}

/** In order; the position is the format number. */
export const migrations: readonly Migration[] = [initial];

import type { z } from 'zod';
import type { Preview } from '../../preload/contract/envelope.ts';
import type { Operations } from '../../preload/contract/index.ts';

type Room = { [R in keyof Operations]: Operations[R][keyof Operations[R]] }[keyof Operations];
/** A read operation of the contract, by name: `sales.listOrders`. */
export type QueryName = Extract<Room, { kind: 'query' }>['name'];
/** A changing operation of the contract, by name: `sales.cancelOrder`. */
export type CommandName = Extract<Room, { kind: 'command' }>['name'];
type DefOf<N extends QueryName | CommandName> = Extract<Room, { name: N }>;
/** What an operation is asked with; fields with a default may be left out. */
export type InputOf<N extends QueryName | CommandName> = z.input<DefOf<N>['input']>;
/** What an operation answers. */
export type OutputOf<N extends QueryName | CommandName> = z.output<DefOf<N>['output']>;
/** An answer and the commit number it was read at. */
export interface Answer<N extends QueryName> {
  readonly seq: number;
  readonly output: OutputOf<N>;
}
/** What a command answered: done (`output`), or previewed (`preview`, and no output). */
export interface Done<N extends CommandName> {
  readonly seq: number;
  readonly output: OutputOf<N> | null;
  readonly replayed: boolean;
  readonly preview?: Preview;
}

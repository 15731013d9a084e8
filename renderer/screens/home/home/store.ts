import type { OutputOf } from '../../../client/operations.ts';

export type Channel = OutputOf<'channels.listChannels'>['rows'][number];
export type Proof = OutputOf<'channels.proveMoney'>;

/** One line of the money proof: the channel, and what it delivered against what became of it. */
export type ProofRow = Channel & Proof;
export type AreaRow = OutputOf<'inventory.valueByArea'>['rows'][number];

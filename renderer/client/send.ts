import type { CommandEnvelope } from '../../preload/contract/envelope.ts';
import { tellFrame, way } from './ask.ts';
import { useConnection } from './connection.ts';
import { Failure } from './failure.ts';
import type { CommandName, Done, InputOf } from './operations.ts';

/** Pauses before a command is sent again, a minute in all: a server or an engine that starts again is back by then. Then the person is told. */
const AGAIN_MS = [500, 1000, 2000, 4000, 8000, 8000, 8000, 8000, 8000, 8000, 8000] as const;
const ID_BYTES = 15;

/** An id for one command. Not `randomUUID`: that exists in secure contexts only, and a team server speaks plain http on a LAN. */
export function newCommandId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(ID_BYTES));
  return `ui_${Array.from(bytes, (b) => b.toString(36).padStart(2, '0')).join('')}`;
}

/** How a command is sent: what was looked at, whether only to preview it, or the digest of the preview that was agreed to. */
export type How = Partial<CommandEnvelope>;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Sends a command. While nobody answers it is sent again under the same id, so that what was done already is answered and
 * not done twice. Rejects with a `Failure`: a refusal to word, or that the answer is unknown after all tries.
 */
export async function send<N extends CommandName>(operation: N, input: InputOf<N>, how: How = {}): Promise<Done<N>> {
  const envelope: CommandEnvelope = { commandId: newCommandId(), ...how };
  for (let attempt = 0; ; attempt += 1) {
    try {
      const reply = await (await way()).call(operation, input, { envelope });
      if (reply.seq > useConnection.getState().seq) useConnection.setState({ seq: reply.seq });
      return { replayed: false, ...reply } as Done<N>;
    } catch (error) {
      tellFrame(error);
      const wait = AGAIN_MS[attempt];
      if (!(error instanceof Failure && error.passing) || wait === undefined) throw error;
      await pause(wait);
    }
  }
}

import type { EnginePort } from './port-door.ts';

/** What the shell says to the engine's process; ports come beside the message. `place` answers where a new company shall be kept. */
export type FromShell = { readonly kind: 'connect' } | { readonly kind: 'stop' } | { readonly kind: 'place'; readonly file: string | null };

/**
 * What the process says to the shell: that it has a company open and what that is called, that it asks a person where a new one shall be kept, and that
 * one was made there. Which rows there are it never says.
 */
export type ToShell =
  | { readonly kind: 'opened'; readonly name: string }
  | { readonly kind: 'askPlace'; readonly suggested: string }
  | { readonly kind: 'made'; readonly file: string };

/** The channel to the shell: Electron's `process.parentPort`. */
export interface ShellPort {
  on(event: 'message', listener: (message: { readonly data: FromShell; readonly ports: readonly EnginePort[] }) => void): unknown;
  postMessage(message: ToShell): void;
}

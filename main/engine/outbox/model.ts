/** One effect on its way out. Sent again after a crash with the same key and the same payload. */
export interface Delivery {
  readonly id: number;
  readonly target: string;
  readonly idempotencyKey: string;
  readonly payload: unknown;
  /** 1 on the first attempt. */
  readonly attempt: number;
  readonly signal: AbortSignal;
}

/**
 * Carries one kind of effect to the outside world. "At most once per key" is as true as the remote end makes it: the
 * carrier hands over the idempotency key (a header, a file name), and the remote end drops what it has seen.
 */
export interface OutboxCarrier {
  readonly kind: string;
  /** Does the effect and returns the answer (small JSON). Throws `Undeliverable` when trying again would not help. */
  deliver(item: Delivery): Promise<unknown>;
  /** The command that records the answer; left out or null: the answer is only kept in the outbox. */
  onAnswer?(item: Delivery, answer: unknown): { readonly operation: string; readonly input: unknown } | null;
}

/** The remote end said no for good: straight to the dead letters. */
export class Undeliverable extends Error {
  override readonly name = 'Undeliverable';
}

/** The remote end is busy and said when to come back. */
export class RetryAfter extends Error {
  override readonly name = 'RetryAfter';
  readonly seconds: number;
  constructor(message: string, seconds: number) {
    super(message);
    this.seconds = seconds;
  }
}

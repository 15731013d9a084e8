import { classifyDbError } from '../../db/dialect/portable.ts';
import { ruleBroken } from '../../preload/contract/engine.ts';
import { Refusal, refuse } from '../../preload/contract/refusal.ts';

/** Our bug: everything was rolled back; the reference is stored with the incident. */
export class Fault extends Error {
  readonly reference: string;
  constructor(reference: string, message: string, cause?: unknown) {
    super(`Nothing was saved, reference ${reference}: ${message}`, { cause });
    this.name = 'Fault';
    this.reference = reference;
  }
}

/** Busy, full or gone for now: nothing was saved; send the same command id again later. */
export class Outage extends Error {
  constructor(message: string, cause?: unknown) {
    super(`${message}. Nothing was saved; try again with the same command id.`, { cause });
    this.name = 'Outage';
  }
}

/** A violated house rule found at commit. */
export class BrokenInvariant extends Error {
  readonly findings: readonly string[];
  constructor(check: string, findings: readonly string[]) {
    super(`${check}: ${findings.slice(0, 5).join('; ')}${findings.length > 5 ? ` and ${findings.length - 5} more` : ''}`);
    this.name = 'BrokenInvariant';
    this.findings = findings;
  }
}

/** Sorts whatever a command body threw into the three kinds of failure, never mixed. */
export function asFailure(thrown: unknown, makeReference: () => string): Refusal | Fault | Outage {
  if (thrown instanceof Refusal || thrown instanceof Fault || thrown instanceof Outage) return thrown;
  const db = classifyDbError(thrown);
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  switch (db.kind) {
    case 'constraint':
      return refuse(ruleBroken, { constraint: db.constraint ?? db.detail });
    case 'busy':
      return new Outage('The company file is busy', thrown);
    case 'full':
      return new Outage('The disk is full', thrown);
    case 'io':
      return new Outage('The disk did not answer', thrown);
    case 'closed':
      return new Outage('The company file is closed', thrown);
    default:
      return new Fault(makeReference(), message, thrown);
  }
}

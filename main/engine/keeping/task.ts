import type { BackupReport } from '../../../db/backup.ts';
import type { CompanyLocation } from '../../../db/open.ts';
import type { DoctorReport } from '../doctor/doctor.ts';

/** Long work on a company that must not hold its engine up: done in a thread of its own, on a connection of its own. */
export type KeeperTask =
  | { readonly kind: 'doctor'; readonly location: CompanyLocation }
  | { readonly kind: 'backup'; readonly file: string; readonly target: string }
  | { readonly kind: 'verify'; readonly file: string };

/** What each kind of work ends with. */
export interface KeeperResults {
  readonly doctor: DoctorReport;
  readonly backup: BackupReport;
  readonly verify: BackupReport;
}

export interface KeeperProgress {
  readonly done: number;
  readonly total: number;
  readonly message: string;
}

export type KeeperMessage =
  | { readonly progress: KeeperProgress }
  | { readonly result: KeeperResults[keyof KeeperResults] }
  | { readonly refusal: { readonly code: string; readonly params: unknown; readonly sentence: string } }
  | { readonly failure: string };

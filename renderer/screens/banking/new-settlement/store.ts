import { create } from 'zustand';
import type { PayoutProfile } from '../../../../preload/contract/banking-payouts.ts';

/** A settlement on its way in: whose it is, how it reads, where it lies, and the jobs that look at it and take it in. */
interface Incoming {
  readonly channelId: string;
  readonly profile: PayoutProfile;
  readonly fileId: string;
  readonly previewId: string;
  readonly importId?: string;
}

/** The settlement somebody brought last; it stays in view while they look elsewhere. */
export const useIncoming = create<{ readonly file: Incoming | undefined }>(() => ({ file: undefined }));

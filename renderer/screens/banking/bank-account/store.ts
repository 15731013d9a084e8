import { create } from 'zustand';

/** A statement on its way in: where it lies, and the jobs that look at it and take it in. */
interface Incoming {
  readonly bankAccountId: string;
  readonly fileId: string;
  readonly previewId: string;
  readonly importId?: string;
}

/** The statement somebody brought last; it stays in view while they look at other tabs. */
export const useIncoming = create<{ readonly file: Incoming | undefined }>(() => ({ file: undefined }));

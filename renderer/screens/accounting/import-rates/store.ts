import { create } from 'zustand';

/** A file of rates on its way in: where it lies, and the jobs that look at it and take it in. */
interface Incoming {
  readonly fileId: string;
  readonly previewId: string;
  readonly import?: { readonly jobId: string; readonly replace: boolean };
}

/** The file somebody brought last; it stays in view while they look elsewhere. */
export const useIncoming = create<{ readonly file: Incoming | undefined }>(() => ({ file: undefined }));

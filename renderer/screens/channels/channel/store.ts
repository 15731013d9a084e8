import { create } from 'zustand';

/** A file on its way into a channel: where it lies, and the jobs that look through it and take it in. */
interface Incoming {
  readonly channelId: string;
  readonly previewId: string;
  readonly fileId: string;
  readonly importId?: string;
}

/** The file somebody brought for a channel last; it stays in view while they look at other tabs. */
export const useIncoming = create<{ readonly file: Incoming | undefined }>(() => ({ file: undefined }));

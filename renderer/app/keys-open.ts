import { create } from 'zustand';

/** Whether the page of keys is open. */
export const useKeysOpen = create<{ readonly open: boolean }>(() => ({ open: false }));

/** Opens the page of keys. */
export const showKeys = (): void => useKeysOpen.setState({ open: true });

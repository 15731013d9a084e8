import { useEffect, useRef } from 'react';
import { create } from 'zustand';

/** One key of a screen: what to press, what it does in words, and doing it. `?` shows the words. */
export interface KeyBinding {
  /** As the browser names it (`/`, `n`, `Enter`), or with `mod+` for Ctrl and, on a Mac, Command. */
  readonly key: string;
  readonly says: string;
  readonly run: () => void;
}

/** A key and what it does, in words. */
type KeyWords = Pick<KeyBinding, 'key' | 'says'>;

/** What can be pressed on what is in view, for the page of keys; the part mounted last comes first. */
export const useBoundKeys = create<{ readonly parts: readonly (readonly KeyWords[])[] }>(() => ({ parts: [] }));

const TYPING = new Set(['INPUT', 'TEXTAREA', 'SELECT']);

/** Whether somebody is typing, so that a letter is a letter. */
export const isTyping = (event: KeyboardEvent): boolean =>
  event.target instanceof HTMLElement && (TYPING.has(event.target.tagName) || event.target.isContentEditable);

/** A dialog has the keyboard to itself. */
const inDialog = (): boolean => document.querySelector('[role=dialog][aria-modal=true], .mantine-Modal-content') !== null;

function pressed(binding: KeyBinding, event: KeyboardEvent): boolean {
  const mod = event.ctrlKey || event.metaKey;
  if (binding.key.startsWith('mod+')) return mod && event.key.toLowerCase() === binding.key.slice(4).toLowerCase();
  return !mod && !event.altKey && event.key === binding.key && !isTyping(event);
}

/** Lists keys that a part in view answers to by itself, such as those inside a grid. */
export function useKeyWords(words: readonly KeyWords[]): void {
  useEffect(() => {
    useBoundKeys.setState(({ parts }) => ({ parts: [words, ...parts] }));
    return () => useBoundKeys.setState(({ parts }) => ({ parts: parts.filter((p) => p !== words) }));
  }, [words]);
}

/**
 * Binds keys while a part of the screen is in view. Plain keys are left alone while somebody types, and all of them while
 * a dialog is open. An inner part that handled the event itself (`preventDefault`) goes first.
 */
export function useKeys(bindings: readonly KeyBinding[]): void {
  const current = useRef(bindings);
  useEffect(() => {
    current.current = bindings;
  });
  const words = bindings.map((b) => `${b.key} ${b.says}`).join('\n');
  useEffect(() => {
    void words;
    const part = current.current;
    useBoundKeys.setState(({ parts }) => ({ parts: [part, ...parts] }));
    return () => useBoundKeys.setState(({ parts }) => ({ parts: parts.filter((p) => p !== part) }));
  }, [words]);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || inDialog()) return;
      const binding = current.current.find((b) => pressed(b, event));
      if (!binding) return;
      event.preventDefault();
      binding.run();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}

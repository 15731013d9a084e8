import type { Page } from './browser.ts';

/** Steps a person would take at most before giving up. */
const MOST_TABS = 80;
const quoted = (text: string) => JSON.stringify(text);
/** What the keyboard stands on, in words: its label, or what it says. */
const HERE = `(() => {
  const at = document.activeElement;
  if (!at || at === document.body) return '';
  const labels = [...(at.labels ?? [])].map((l) => l.innerText);
  return (at.getAttribute('aria-label') ?? labels[0] ?? at.innerText ?? at.getAttribute('placeholder') ?? '').trim();
})()`;

/** A person without a mouse: keys and nothing else. */
export interface Keyboard {
  /** What the keyboard stands on, in words. */
  here(): Promise<string>;
  press(...keys: readonly string[]): Promise<void>;
  /** Types into whatever has the keyboard. */
  type(text: string): Promise<void>;
  /** Goes on with Tab until the keyboard stands on what is called so; fails when it cannot be reached. */
  tabTo(name: string): Promise<void>;
  /** Tabs to a field and types into it, in place of what is there. */
  fill(label: string, text: string): Promise<void>;
  /** Tabs to a list of choices and takes the one that begins so, as typing does. */
  choose(label: string, begins: string): Promise<void>;
  /** Waits until what is called so has the keyboard by itself. */
  on(name: string): Promise<void>;
  /** Opens the palette, types, and takes the first line once it says so. */
  palette(typed: string, line: string): Promise<void>;
}

export function keyboardOf(browser: Page): Keyboard {
  const here = () => browser.run<string>(HERE);
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) await browser.press(key);
  };
  const type = async (text: string) => void (await browser.tell('Input.insertText', { text }));
  const tabTo = async (name: string) => {
    const passed: string[] = [];
    for (let i = 0; i < MOST_TABS; i += 1) {
      const at = await here();
      if (at.startsWith(name)) return;
      passed.push(at);
      await press('Tab');
    }
    throw new Error(`Tab never came to ${name}; it passed ${[...new Set(passed)].join(' | ')}\nThe page shows:\n${await browser.text()}`);
  };
  return {
    here,
    press,
    type,
    tabTo,
    async fill(label, text) {
      await tabTo(label);
      await press('Control+a');
      await type(text);
    },
    async choose(label, begins) {
      await tabTo(label);
      // At once, as typed by one hand: a list of choices begins anew after a pause.
      await Promise.all(Array.from(begins, (letter) => press(letter)));
      await browser.until(`document.activeElement.selectedOptions?.[0]?.text.toLowerCase().startsWith(${quoted(begins.toLowerCase())})`);
    },
    on: (name) => browser.until(`${HERE}.startsWith(${quoted(name)})`),
    async palette(typed, line) {
      await press('Control+k');
      await browser.until(`document.activeElement?.matches('input[placeholder^="Go to a room"]')`);
      await type(typed);
      await browser.until(`document.querySelector('[data-selected] .palette-line, .palette-line')?.innerText.startsWith(${quoted(line)})`);
      await press('Enter');
      await browser.until(`!document.activeElement?.matches('input[placeholder^="Go to a room"]')`);
    },
  };
}

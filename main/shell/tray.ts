import { app, Menu, nativeImage, Tray } from 'electron';

/** Dark enough for light bars and light enough for dark ones; 16 and 32 pixels are drawn by the system from one picture. */
const PICTURE =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAACAAAAAgCAYAAABzenr0AAAAWUlEQVR42mNgwAH0q1b/pyZmIAZQ21KSHEMvy7E6gt6WYzhiZDtgoCyHO2LQOoDaYNQBQy8NjDpgNBuOOmA0EY46YDQXjJxsONoqHhQOGPCu2aDonA5U9xwAFFL1NIuq0MIAAAAASUVORK5CYII=';

/** The sign in the tray, with how many things wait for a person. */
export interface Sign {
  waiting(count: number): void;
}

/** Puts a sign into the tray: how many exceptions wait, and the ways to the window and out. */
export function makeSign(acts: { readonly show: (path?: string) => void; readonly quit: () => void }): Sign {
  const tray = new Tray(nativeImage.createFromDataURL(PICTURE));
  const say = (count: number) => {
    const words = count === 0 ? 'Nothing waits for you' : count === 1 ? '1 exception waits' : `${count} exceptions wait`;
    tray.setToolTip(`Countinghouse: ${words}`);
    tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: words, enabled: count > 0, click: () => acts.show('/exceptions') },
        { type: 'separator' },
        { label: 'Show window', click: () => acts.show() },
        { label: 'Quit', click: acts.quit },
      ]),
    );
    // The number on the program's own icon, where the system has such a thing.
    app.setBadgeCount(count);
  };
  tray.on('click', () => acts.show());
  say(0);
  return { waiting: say };
}

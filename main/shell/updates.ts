import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { app, dialog } from 'electron';

/** A build that was made with an update server carries its address in this file; others are replaced by hand. */
const hasServer = (): boolean => app.isPackaged && existsSync(join(process.resourcesPath, 'app-update.yml'));

/**
 * Looks for a newer version and, if the person wants it, fetches it and installs it when the program is closed: never
 * while somebody works. `quietly` says nothing where there is nothing to say.
 */
export async function checkForUpdates(quietly: boolean): Promise<void> {
  const say = (message: string, detail: string) => dialog.showMessageBox({ type: 'info', message, detail });
  if (!hasServer()) {
    if (!quietly)
      await say('This build has no update server', 'It is replaced by installing a newer one over it. The company file stays as it is.');
    return;
  }
  // Loaded only where there is a server to ask: the library starts looking at its surroundings at once.
  const { autoUpdater } = (await import('electron-updater')).default;
  autoUpdater.autoDownload = false;
  autoUpdater.autoInstallOnAppQuit = true;
  try {
    const found = await autoUpdater.checkForUpdates();
    if (!found?.isUpdateAvailable) {
      if (!quietly) await say('This is the newest version', app.getVersion());
      return;
    }
    const { version } = found.updateInfo;
    const { response } = await dialog.showMessageBox({
      type: 'question',
      message: `Version ${version} is available`,
      detail: 'It is fetched now and installed when you close the program. Before the company is opened with it, a backup is made.',
      buttons: ['Fetch it', 'Not now'],
      defaultId: 0,
      cancelId: 1,
    });
    if (response === 0) await autoUpdater.downloadUpdate();
  } catch (error) {
    if (!quietly) await say('The update server could not be asked', error instanceof Error ? error.message : String(error));
  }
}

import { contextBridge, ipcRenderer } from 'electron';

/**
 * The only code of ours that touches Electron inside a window. It passes a MessagePort from the shell on to the page, and
 * where to go when a link or the menu says so; no data of the business goes through here except how many things wait.
 */
ipcRenderer.on('countinghouse:port', ({ ports }) => {
  window.postMessage('countinghouse:port', location.origin, [...ports]);
});
ipcRenderer.on('countinghouse:go', (_event, path: unknown) => {
  if (typeof path === 'string' && path.startsWith('/')) location.hash = path;
});

contextBridge.exposeInMainWorld('countinghouse', {
  connect: () => ipcRenderer.send('countinghouse:connect'),
  /** How many things wait for a person: the sign in the tray. */
  waiting: (count: number) => ipcRenderer.send('countinghouse:waiting', count),
  /** Companies that were open here before: names, and ids that mean nothing outside the shell. */
  companies: (): Promise<unknown> => ipcRenderer.invoke('countinghouse:companies'),
  /** Opens one of them by its id; `other` asks for a file in a dialog, `new` begins the questions of the first run. */
  open: (id: string) => ipcRenderer.send('countinghouse:open', id),
  print: () => ipcRenderer.send('countinghouse:print'),
});

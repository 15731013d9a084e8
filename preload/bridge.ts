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
  print: () => ipcRenderer.send('countinghouse:print'),
});

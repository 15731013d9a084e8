import { contextBridge, ipcRenderer } from 'electron';

/**
 * The only code of ours that touches Electron inside a window. It passes one MessagePort from the shell on to the page;
 * no data of the business goes through here, and the page gets no other call.
 */
ipcRenderer.on('countinghouse:port', ({ ports }) => {
  window.postMessage('countinghouse:port', location.origin, [...ports]);
});

contextBridge.exposeInMainWorld('countinghouse', {
  connect: () => ipcRenderer.send('countinghouse:connect'),
});

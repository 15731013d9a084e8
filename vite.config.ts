import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The window's side, one build for the browser and the desktop. Addresses are relative: it is served under any path. */
export default defineConfig({
  root: resolve(import.meta.dirname, 'renderer'),
  base: './',
  plugins: [react()],
  logLevel: 'warn',
  build: {
    outDir: resolve(import.meta.dirname, 'out', 'renderer'),
    emptyOutDir: true,
    target: 'es2024',
    modulePreload: { polyfill: false },
    // Inlined assets would need `data:` in more places of the content security policy.
    assetsInlineLimit: 0,
    // The grid alone is larger than the usual limit and is wanted by nearly every screen.
    chunkSizeWarningLimit: 2000,
  },
});

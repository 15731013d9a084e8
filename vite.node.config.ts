import { resolve } from 'node:path';
import { defineConfig } from 'vite';

/** Found at run time: Electron by its runtime, the drivers because they bring native code, pdfmake because it reads its fonts beside it. */
const external = ['electron', 'better-sqlite3', 'pg', 'pdfmake'];

const from = (path: string): string => resolve(import.meta.dirname, path);

const targets = {
  /** Electron's main process. */
  main: { input: { main: from('main/shell/main.ts') }, out: 'out/main', format: 'es', extension: 'js' },
  /** The engine of the desktop, and the threads it starts by path: readers, and the one that draws documents. */
  utility: {
    input: {
      utility: from('main/hosts/utility.ts'),
      worker: from('main/engine/readers/worker.ts'),
      'paper-worker': from('main/documents/paper-worker.ts'),
      'demo-worker': from('main/tools/demo/demo-worker.ts'),
      keeper: from('main/engine/keeping/keeper.ts'),
    },
    out: 'out/engine',
    format: 'es',
    extension: 'js',
  },
  /** A sandboxed preload is one CommonJS file. */
  preload: { input: { bridge: from('preload/bridge.ts') }, out: 'out/preload', format: 'cjs', extension: 'cjs' },
} as const;

/** What runs on Node or Electron: `vite build -c vite.node.config.ts --mode main|utility|preload`. */
export default defineConfig(({ mode }) => {
  const target = targets[mode as keyof typeof targets];
  if (!target) throw new Error(`--mode must be one of ${Object.keys(targets).join(', ')}`);
  return {
    root: import.meta.dirname,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true, external },
    build: {
      ssr: true,
      target: 'node24',
      minify: false,
      sourcemap: true,
      emptyOutDir: true,
      outDir: from(target.out),
      rolldownOptions: {
        input: target.input,
        external,
        // Flat names: the engine finds its reader thread beside the file that starts it.
        output: { format: target.format, entryFileNames: `[name].${target.extension}`, chunkFileNames: `[name].${target.extension}` },
      },
    },
  };
});

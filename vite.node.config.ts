import { defineConfig } from 'vite';

/** Loaded from node_modules at run time: Electron itself and what brings a native binary. Everything else is bundled. */
const external = ['electron', 'electron-updater', 'better-sqlite3', 'pg-native'];

/**
 * The Node side of the desktop, one bundle per kind of process: `vite build -c vite.node.config.ts --mode main|preload`.
 * `main` is the shell with the engine's utility process beside it; the sandbox of a preload script takes CommonJS only.
 */
const targets = {
  main: {
    input: { main: 'main/shell/main.ts', utility: 'main/hosts/utility.ts' },
    format: 'es',
    extension: 'js',
  },
  preload: { input: { bridge: 'preload/bridge.ts' }, format: 'cjs', extension: 'cjs' },
} as const;

export default defineConfig(({ mode }) => {
  const target = mode === 'preload' ? targets.preload : targets.main;
  return {
    ssr: { noExternal: true, external },
    build: {
      ssr: true,
      target: 'node24',
      minify: false,
      sourcemap: true,
      emptyOutDir: true,
      outDir: mode === 'preload' ? 'out/preload' : 'out/main',
      rolldownOptions: {
        input: target.input,
        external,
        output: { format: target.format, entryFileNames: `[name].${target.extension}` },
      },
    },
  };
});

import { findCycles, packageOf, readSource, resolveRelative, type SourceFacts } from './imports.ts';

/**
 * Who may import whom. Default deny: a file that no layer owns is a violation, and so is every import its layer does not list.
 * Change a line here only together with the reasoning in the README of the folder it loosens.
 */
interface Layer {
  readonly name: string;
  readonly owns: RegExp;
  /** Said after "imports X:" when the rule is broken. */
  readonly rule: string;
  readonly packages: readonly (string | RegExp)[];
  /** Files of ours it may load. Paths start at the root of the project. */
  readonly files: readonly RegExp[];
  /** Files of ours it may take types from, and nothing else. */
  readonly types?: readonly RegExp[];
  /** Files it may load that depend on where the importing file stands: its own folder, the rooms below. */
  readonly near?: (from: string) => readonly RegExp[];
  readonly globals?: readonly string[];
}

/** Rooms from low to high; rooms on one line are equals and do not know each other. */
export const ROOM_ORDER: readonly (readonly string[])[] = [
  ['company'],
  ['parties'],
  ['catalog'],
  ['accounting'],
  ['inventory'],
  ['purchasing', 'sales'],
  ['fulfillment', 'returns'],
  ['channels'],
  ['banking', 'receivables'],
  ['support', 'quality', 'planning', 'insight', 'documents', 'closing'],
];

const ANYTHING = /^/;
const CONTRACT = /^preload\/contract\//;
const SCHEMA = /^db\/schema\//;
/** The half of the dialect folder that loads no driver: connection type, statements, values, failures. */
const PORTABLE = /^db\/dialect\/(portable|statement|values|failure|words)\.ts$/;
const CONTEXT = /^main\/engine\/context\.ts$/;
/** The shape in which a room hands its operations, checks and jobs to the engine. */
const ROOM_SHAPE = /^main\/engine\/registry\.ts$/;
/** Files beside the rooms that every room shares; rooms.ts, the list of all rooms, is not one of them. */
const ROOM_BASE = /^main\/domain\/(?!rooms\.ts$)[a-z-]+\.ts$/;
const ROOM_DOOR = /^main\/domain\/[a-z-]+\/index\.ts$/;
const ROOMS = /^main\/domain\/rooms\.ts$/;
const CHANNEL_PORT = /^main\/domain\/channels\/port\.ts$/;
const NODE = /^node:/;

/** Everything that would make the same command give another result the second time. */
const IMPURE = [
  'crypto',
  'Date',
  'Date.now',
  'Date.[computed]',
  'eval',
  'fetch',
  'globalThis',
  'Math.random',
  'new Date',
  'new Date of a value',
  'performance',
  'process',
  'queueMicrotask',
  'setImmediate',
  'setInterval',
  'setTimeout',
  'WebSocket',
  'XMLHttpRequest',
];
/** A report may calculate with given days, but not ask for today's. */
const UNTIMELY = IMPURE.filter((name) => name !== 'Date' && name !== 'new Date of a value');

/** The folder of `depth` names that a file stands in. */
const ownFolder =
  (depth: number) =>
  (from: string): readonly RegExp[] => [new RegExp(`^${from.split('/').slice(0, depth).join('/')}/`)];

/** A room's own files, and the doors of the rooms below it: `index.ts` of the room or of a part of it. */
function roomsBelow(from: string): readonly RegExp[] {
  const room = from.split('/')[2] ?? '';
  const level = ROOM_ORDER.findIndex((rooms) => rooms.includes(room));
  const lower = ROOM_ORDER.slice(0, Math.max(level, 0)).flat();
  const doors = lower.length > 0 ? [new RegExp(`^main/domain/(${lower.join('|')})/([a-z-]+/)?index\\.ts$`)] : [];
  return [...ownFolder(3)(from), ...doors];
}

const UI = [
  'react',
  'react-dom',
  'zod',
  'zustand',
  '@orpc/client',
  '@orpc/contract',
  '@orpc/tanstack-query',
  /^@tanstack\//,
  /^@mantine\//,
  /^ag-grid-/,
  /^(react-)?i18next$/,
  'bwip-js',
  'dayjs',
  'echarts',
  'lucide-react',
  'partysocket',
  'temporal-polyfill',
];

/** The first layer whose pattern fits owns the file. */
const LAYERS: readonly Layer[] = [
  {
    name: 'contract',
    owns: CONTRACT,
    rule: 'the contract knows only zod, the contract library and itself',
    packages: ['zod', '@orpc/contract'],
    files: [CONTRACT],
    globals: UNTIMELY,
  },
  {
    name: 'bridge',
    owns: /^preload\/bridge\.ts$/,
    rule: 'the bridge runs in the sandbox and imports nothing of ours',
    packages: ['electron'],
    files: [],
  },
  {
    name: 'schema',
    owns: SCHEMA,
    rule: 'row types know the contract and Kysely, no driver and no Node',
    packages: ['kysely'],
    files: [SCHEMA, CONTRACT],
    globals: IMPURE,
  },
  {
    name: 'portable SQL',
    owns: PORTABLE,
    rule: 'what rooms see of the database must load no driver and no Node',
    packages: ['kysely'],
    files: [PORTABLE, SCHEMA, CONTRACT],
  },
  {
    name: 'database',
    owns: /^db\//,
    rule: 'db knows the contract, Kysely, its drivers and Node',
    packages: ['kysely', 'better-sqlite3', 'pg', NODE],
    files: [/^db\//, CONTRACT],
  },
  {
    name: 'list of rooms',
    owns: ROOMS,
    rule: 'the list of rooms knows the doors of the rooms, the doors of the reports and the operations of the engine itself',
    packages: [],
    files: [ROOM_DOOR, /^main\/reports\/[a-z-]+\/index\.ts$/, /^main\/engine\/room\/index\.ts$/],
    types: [ROOM_SHAPE],
  },
  {
    name: 'base of the rooms',
    owns: ROOM_BASE,
    rule: 'what all rooms share knows no room; contract, row types, portable SQL, Kysely and types of the engine context and registry',
    packages: ['kysely', 'zod'],
    files: [ROOM_BASE, CONTRACT, SCHEMA, PORTABLE],
    types: [CONTEXT, ROOM_SHAPE],
    globals: IMPURE,
  },
  {
    name: 'room',
    owns: new RegExp(`^main/domain/(${ROOM_ORDER.flat().join('|')})/`),
    rule: 'a room knows contract, row types, portable SQL, Kysely, types of the engine context and registry, and lower rooms through their index.ts; clock and ids come with the context',
    packages: ['kysely'],
    files: [CONTRACT, SCHEMA, PORTABLE, ROOM_BASE],
    types: [CONTEXT, ROOM_SHAPE],
    near: roomsBelow,
    globals: IMPURE,
  },
  {
    name: 'report',
    owns: /^main\/reports\//,
    rule: 'a report reads: contract, row types, portable SQL, Kysely, the limits of who asks (company), its own folder and what all reports share',
    packages: ['kysely'],
    files: [CONTRACT, SCHEMA, PORTABLE, ROOM_BASE, /^main\/domain\/company\/index\.ts$/, /^main\/reports\/[a-z-]+\.ts$/],
    types: [CONTEXT, ROOM_SHAPE],
    near: ownFolder(3),
    globals: UNTIMELY,
  },
  {
    name: 'document',
    owns: /^main\/documents\//,
    rule: 'a document turns data of the contract into paper: contract, how statements are read, the libraries that draw, Node and types of the registry; it asks no table',
    packages: ['pdfmake', 'bwip-js', 'i18next', NODE],
    files: [/^main\/documents\//, /^main\/engine\/export\/report-rows\.ts$/, CONTRACT],
    types: [ROOM_SHAPE, /^main\/engine\/jobs\/model\.ts$/],
  },
  {
    name: 'connector',
    owns: /^main\/connectors\//,
    rule: 'a connector knows the contract and the port of the channels room; it talks to the partner, never to our tables',
    packages: ['csv-parse', 'csv-stringify', NODE],
    files: [CONTRACT, CHANNEL_PORT, /^main\/connectors\/[a-z-]+\.ts$/],
    near: ownFolder(3),
  },
  {
    name: 'engine context',
    owns: CONTEXT,
    rule: 'what rooms see of the engine is types: contract, row types, portable SQL and Kysely',
    packages: ['kysely'],
    files: [CONTRACT, SCHEMA, PORTABLE],
    globals: IMPURE,
  },
  {
    name: 'engine',
    owns: /^main\/engine\//,
    rule: 'the engine knows domain (by its doors), reports, connectors, db and contract; no server, no window, no tool',
    packages: ['kysely', 'zod', 'croner', 'pino', 'temporal-polyfill', 'yazl', 'csv-stringify', NODE],
    files: [/^main\/engine\//, ROOM_DOOR, ROOM_BASE, ROOMS, CHANNEL_PORT, /^main\/(reports|connectors)\//, /^db\/(?!seed\/)/, CONTRACT],
  },
  {
    name: 'server',
    owns: /^main\/server\//,
    rule: 'the server carries calls to the engine: engine, contract, transport libraries and Node',
    packages: [/^@orpc\//, 'zod', 'ws', 'pino', 'bwip-js', NODE],
    files: [/^main\/server\//, /^main\/engine\//, CONTRACT],
  },
  {
    name: 'host',
    owns: /^main\/hosts\//,
    rule: 'a host puts engine, rooms and server together: engine, server, list of rooms, connector doors, db/open.ts, contract and Node',
    packages: [/^@orpc\//, 'pino', NODE],
    files: [
      /^main\/(hosts|engine|server)\//,
      ROOMS,
      CHANNEL_PORT,
      /^main\/connectors\/([a-z-]+\/)?index\.ts$/,
      /^main\/documents\/index\.ts$/,
      /^db\/(open|migrate|backup)\.ts$/,
      CONTRACT,
    ],
  },
  {
    name: 'shell',
    owns: /^main\/shell\//,
    rule: 'the shell makes windows and forks the built engine by path; it knows Electron and Node and nothing of the business',
    packages: ['electron', 'electron-updater', NODE],
    files: [/^main\/shell\//],
  },
  {
    name: 'tool',
    owns: /^main\/tools\//,
    rule: 'a tool may use all of main, db and contract, but neither the renderer nor the tests nor Electron; packing the desktop uses its builder',
    packages: ['electron-builder', '@electron/asar', 'better-sqlite3', 'pg', 'kysely', 'zod', 'pino', 'csv-parse', 'csv-stringify', NODE],
    // The simulation compares both databases: on request it starts the same throw-away PostgreSQL cluster as the tests.
    files: [/^main\/(?!shell\/)/, /^db\//, CONTRACT, /^test\/kit\/cluster\.ts$/],
  },
  {
    name: 'client',
    owns: /^renderer\/client\//,
    rule: 'the client of the renderer knows the contract, the words and the user interface packages, never main or db',
    packages: UI,
    files: [/^renderer\/(client\/|kit\/text\.ts$)/, CONTRACT],
  },
  {
    name: 'kit',
    owns: /^renderer\/kit\//,
    rule: 'the kit serves every screen: it knows contract, client and itself, no screen',
    packages: UI,
    files: [/^renderer\/(kit|client)\//, CONTRACT],
  },
  {
    name: 'screen',
    owns: /^renderer\/screens\/[^/]+\/[^/]+\//,
    rule: 'a screen knows contract, client, kit, the names of the screens and its own folder, never another screen, main or db',
    packages: UI,
    files: [/^renderer\/(kit\/|client\/|screens\/text\.ts$)/, CONTRACT],
    near: ownFolder(4),
  },
  {
    name: 'renderer',
    owns: /^renderer\/(app\/|screens\/[^/]+\.tsx?$)/,
    rule: 'the renderer knows the contract and the user interface packages, never main or db',
    packages: UI,
    files: [/^renderer\//, CONTRACT],
  },
  { name: 'test', owns: /^test\//, rule: 'a test may import anything', packages: [ANYTHING], files: [ANYTHING] },
  {
    name: 'scripts',
    owns: /^scripts\//,
    rule: 'the launcher runs before anything is installed: Node built-ins only',
    packages: [NODE],
    files: [/^scripts\//],
  },
  {
    name: 'configuration',
    owns: /^[a-z.-]+\.config\.ts$/,
    rule: 'configuration knows the build tools and nothing of ours',
    packages: ['vite', 'vitest', '@vitejs/plugin-react', NODE],
    files: [],
  },
];

/** A broken rule in the reader's words: the file and line, what it does, and the rule. */
export type Violation = string;

const fits = (patterns: readonly (string | RegExp)[], text: string): boolean =>
  patterns.some((pattern) => (typeof pattern === 'string' ? pattern === text : pattern.test(text)));

/** The layer that owns a file, or undefined where none does. */
export const layerOf = (file: string): Layer | undefined => LAYERS.find((layer) => layer.owns.test(file));

export interface Checked {
  readonly violations: readonly Violation[];
  /** What was looked at, so that a check of nothing is not mistaken for a clean house. */
  readonly files: number;
  readonly imports: number;
}

/**
 * Checks every import of every source against the layers, and the whole for load cycles.
 * @param sources text of each source file by its path from the root
 * @param isAsset whether a path that is no source exists (style sheets, images, data named by path)
 */
export function checkLayers(sources: ReadonlyMap<string, string>, isAsset: (path: string) => boolean): Checked {
  const violations: Violation[] = [];
  const loads = new Map<string, string[]>();
  let imports = 0;
  for (const [file, text] of sources) {
    const layer = layerOf(file);
    if (!layer) {
      violations.push(`${file}: no layer owns this file; put it where it belongs or give its folder a rule`);
      continue;
    }
    const facts = readSource(file, text);
    if (facts.broken !== undefined) violations.push(`${file}: cannot be read: ${facts.broken}`);
    imports += facts.imports.length;
    const check = checkImports(file, layer, facts, sources, isAsset);
    violations.push(...check.violations);
    loads.set(file, check.loads);
  }
  for (const cycle of findCycles(loads))
    violations.push(`${cycle.join(' > ')}: these files load each other; find what both need and move it below them`);
  return { violations, files: sources.size, imports };
}

function checkImports(
  file: string,
  layer: Layer,
  facts: SourceFacts,
  sources: ReadonlyMap<string, string>,
  isAsset: (path: string) => boolean,
): { violations: Violation[]; loads: string[] } {
  const violations: Violation[] = [];
  const loads: string[] = [];
  const near = layer.near?.(file) ?? [];
  const say = (line: number, what: string): void => void violations.push(`${file}:${line} ${what}: ${layer.rule}`);
  for (const { specifier, line, typeOnly, byPath } of facts.imports) {
    if (layer.name === 'test' && specifier === undefined) continue;
    if (specifier === undefined) say(line, 'imports a module whose name is computed (write it as plain text)');
    else if (!specifier.startsWith('.')) {
      if (!fits(layer.packages, packageOf(specifier))) say(line, `imports ${specifier}`);
    } else {
      const target = resolveRelative(file, specifier);
      const isSource = sources.has(target);
      if (!isSource && byPath) continue; // A folder or a data file named by its place, nothing that is loaded as code.
      if (!isSource && !isAsset(target)) {
        say(line, `imports ${specifier}, which is not there`);
        continue;
      }
      const allowed = fits([...layer.files, ...near], target) || (typeOnly && fits(layer.types ?? [], target));
      if (!allowed) say(line, `imports ${typeOnly ? 'types of ' : ''}${target}`);
      if (isSource && !typeOnly && !byPath) loads.push(target);
    }
  }
  for (const { name, line } of facts.globals) if (layer.globals?.includes(name)) say(line, `uses ${name}`);
  return { violations, loads };
}

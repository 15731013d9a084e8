import { posix } from 'node:path';
import { parseSync } from 'vite';

/** How one source file reaches another module. */
export interface Import {
  /** As written; undefined where it is computed at run time and cannot be known from the text. */
  readonly specifier: string | undefined;
  readonly line: number;
  /** Erased by the compiler: such an import cannot load anything. */
  readonly typeOnly: boolean;
  /** Names a file for somebody else to load (a worker, a forked process): governed like an import, but no part of a load cycle. */
  readonly byPath: boolean;
}

/** A use of something global that a layer may forbid, as `fetch`, `Date.now`, `new Date`. */
export interface GlobalUse {
  readonly name: string;
  readonly line: number;
}

export interface SourceFacts {
  readonly imports: readonly Import[];
  readonly globals: readonly GlobalUse[];
  /** Why the file could not be read, if it could not. */
  readonly broken?: string;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [key: string]: unknown;
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value && 'start' in value;

/** Globals that make a rule depend on the outside: network, time, chance, the process. `Date` and `Math` are looked at closer. */
const OUTSIDE = new Set([
  'crypto',
  'eval',
  'fetch',
  'globalThis',
  'performance',
  'process',
  'queueMicrotask',
  'setImmediate',
  'setInterval',
  'setTimeout',
  'WebSocket',
  'XMLHttpRequest',
]);

/** The text of a string literal or of a template without holes. */
function literal(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === 'Literal' && typeof node['value'] === 'string') return node['value'];
  // A type import wraps its text once more.
  if (node.type === 'TSLiteralType') return literal(node['literal']);
  if (node.type !== 'TemplateLiteral') return undefined;
  const parts = node['quasis'] as { value: { cooked: string } }[];
  return parts.length === 1 ? parts[0]?.value.cooked : undefined;
}

const nameOf = (node: unknown): string | undefined => (isNode(node) && node.type === 'Identifier' ? String(node['name']) : undefined);

/** `object.property`, where both are plain names. */
function member(node: Node): [object: string | undefined, property: string | undefined] {
  const property = node['computed'] === true ? literal(node['property']) : nameOf(node['property']);
  return [nameOf(node['object']), property];
}

const isMeta = (node: unknown): boolean => isNode(node) && node.type === 'MetaProperty';

/** The module a node loads, or undefined when it loads none. */
function importOf(node: Node): Omit<Import, 'line'> | undefined {
  const plain = { typeOnly: false, byPath: false };
  switch (node.type) {
    case 'ImportDeclaration':
      // `import { type A }` keeps its statement when types are stripped, so it does load the module.
      return { ...plain, specifier: literal(node['source']), typeOnly: node['importKind'] === 'type' };
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration':
      return isNode(node['source']) ? { ...plain, specifier: literal(node['source']), typeOnly: node['exportKind'] === 'type' } : undefined;
    case 'ImportExpression':
      return { ...plain, specifier: literal(node['source']) };
    case 'TSImportType':
      return { ...plain, specifier: literal(node['source'] ?? node['argument']), typeOnly: true };
    case 'TSExternalModuleReference':
      return { ...plain, specifier: literal(node['expression']) };
    case 'CallExpression': {
      const callee = node['callee'];
      const [first] = node['arguments'] as unknown[];
      if (nameOf(callee) === 'require') return { ...plain, specifier: literal(first) };
      if (!isNode(callee) || callee.type !== 'MemberExpression') return undefined;
      const [object, property] = member(callee);
      if (object === 'require' && property === 'resolve') return { ...plain, byPath: true, specifier: literal(first) };
      if (isMeta(callee['object']) && property === 'resolve') return { ...plain, byPath: true, specifier: literal(first) };
      if (isMeta(callee['object']) && property === 'glob') return { ...plain, specifier: undefined };
      return undefined;
    }
    case 'NewExpression': {
      const [path, base] = node['arguments'] as unknown[];
      const text = literal(path);
      const beside = isNode(base) && base.type === 'MemberExpression' && isMeta(base['object']);
      return nameOf(node['callee']) === 'URL' && beside && text?.startsWith('.') ? { ...plain, byPath: true, specifier: text } : undefined;
    }
    default:
      return undefined;
  }
}

/** The forbidden-able global a node uses, given the node around it and the property it sits in. */
function globalOf(node: Node, parent: Node | undefined, place: string): string | undefined {
  if (node.type === 'MemberExpression') {
    const [object, property] = member(node);
    return object === 'Math' && property === 'random' ? 'Math.random' : undefined;
  }
  const name = nameOf(node);
  if (name === undefined || !parent) return undefined;
  const justAName = (place === 'property' || place === 'key') && parent['computed'] !== true && parent['shorthand'] !== true;
  if (justAName) return undefined;
  if (name === 'Date') {
    if (parent.type === 'MemberExpression' && place === 'object') {
      const property = member(parent)[1];
      return property === 'UTC' || property === 'parse' ? undefined : `Date.${property ?? '[computed]'}`;
    }
    if (parent.type !== 'NewExpression') return 'Date';
    return (parent['arguments'] as unknown[]).length === 0 ? 'new Date' : 'new Date of a value';
  }
  return OUTSIDE.has(name) ? name : undefined;
}

/** Reads what a TypeScript or JavaScript source imports and which outside globals it uses. */
export function readSource(path: string, text: string): SourceFacts {
  const parsed = parseSync(path, text);
  const [error] = parsed.errors;
  if (error) return { imports: [], globals: [], broken: error.message };
  const lineStarts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lineStarts.push(at + 1);
  const lineOf = (offset: number): number => lineStarts.findLastIndex((start) => start <= offset) + 1;

  const imports: Import[] = [];
  const globals: GlobalUse[] = [];
  const visit = (node: Node, parent: Node | undefined, place: string): void => {
    const found = importOf(node);
    if (found) imports.push({ ...found, line: lineOf(node.start) });
    const used = globalOf(node, parent, place);
    if (used !== undefined) globals.push({ name: used, line: lineOf(node.start) });
    for (const [key, value] of Object.entries(node)) {
      if (Array.isArray(value)) {
        for (const child of value) if (isNode(child)) visit(child, node, key);
      } else if (isNode(value)) visit(value, node, key);
    }
  };
  visit(parsed.program as unknown as Node, undefined, '');
  return { imports, globals };
}

/** The file a relative specifier names, from the root of the project; a bundler's `?query` is no part of it. */
export function resolveRelative(from: string, specifier: string): string {
  return posix.normalize(posix.join(posix.dirname(from), specifier.replace(/\?.*$/, '')));
}

/** Name of the package behind a bare specifier: `@orpc/server/node` is `@orpc/server`, `node:fs/promises` stays itself. */
export function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** Cycles in a graph of files, each once, as the files along it. */
export function findCycles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const done = new Set<string>();
  const path: string[] = [];
  const cycles: string[][] = [];
  const visit = (file: string): void => {
    const at = path.indexOf(file);
    if (at !== -1) {
      cycles.push([...path.slice(at), file]);
      return;
    }
    if (done.has(file)) return;
    path.push(file);
    for (const next of graph.get(file) ?? []) visit(next);
    path.pop();
    done.add(file);
  };
  for (const file of graph.keys()) visit(file);
  return cycles;
}

import { parseSync } from 'vite';

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [key: string]: unknown;
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
const partsOf = (node: Node): Node[] => Object.values(node).flat().filter(isNode);
const nameOf = (node: unknown): string => (isNode(node) ? String(node['name'] ?? node['value']) : '');

/** Attributes and properties whose value a person reads or hears. */
const READ = new Set(
  'alt aria-description aria-label asks beside description empty heading hint label message name note placeholder says text title verb'.split(
    ' ',
  ),
);
/** Between tags every letter is read; marks such as `·` and `→` need no translation. */
const LETTER = /\p{L}/u;
/** Elsewhere a name of the program (`reasonCode`) is no word: words begin with a capital or stand apart. */
const WORDS = /^\p{Lu}\p{Ll}|\p{L}\s|\s\p{L}/u;

/** Expressions each part of which may be what is shown. */
const BRANCHES = new Set([
  'BinaryExpression',
  'JSXExpressionContainer',
  'LogicalExpression',
  'ParenthesizedExpression',
  'TemplateLiteral',
  'TSAsExpression',
]);

/**
 * Words of a source of the renderer that stand in the code itself and would stay English in every language: letters between tags, in an
 * attribute that is read, or under a property that is shown. Each is said as `line: words`.
 */
export function literalTexts(file: string, source: string): string[] {
  const found: string[] = [];
  const say = (node: Node, text: unknown, words: RegExp): void => {
    if (typeof text === 'string' && words.test(text)) found.push(`${source.slice(0, node.start).split('\n').length}: ${text.trim()}`);
  };
  /** The words an expression comes to, through its branches. */
  const shown = (node: unknown, words: RegExp): void => {
    if (!isNode(node)) return;
    if (node.type === 'Literal') say(node, node['value'], words);
    else if (node.type === 'TemplateElement') say(node, (node['value'] as { cooked: string }).cooked, words);
    else if (node.type === 'ConditionalExpression') for (const way of [node['consequent'], node['alternate']]) shown(way, words);
    else if (node.type === 'LogicalExpression' && node['operator'] === '&&') shown(node['right'], words);
    else if (node.type === 'ArrowFunctionExpression') shown(node['body'], words);
    else if (BRANCHES.has(node.type)) for (const part of partsOf(node)) shown(part, words);
  };
  const walk = (node: Node): void => {
    if (node.type === 'JSXText') say(node, node['value'], LETTER);
    else if (node.type === 'JSXElement' || node.type === 'JSXFragment') {
      for (const child of node['children'] as Node[]) if (child.type === 'JSXExpressionContainer') shown(child, LETTER);
    } else if (node.type === 'JSXAttribute' && READ.has(nameOf(node['name']))) shown(node['value'], WORDS);
    else if (node.type === 'Property' && READ.has(nameOf(node['key']))) shown(node['value'], WORDS);
    for (const part of partsOf(node)) walk(part);
  };
  walk(parseSync(file, source).program as unknown as Node);
  return found;
}

import { FileDefect } from '../file-defect.ts';

/** An element of a strict, small XML: what bank files need, and nothing that reaches outside of them. */
export interface Element {
  /** without its namespace prefix */
  readonly name: string;
  readonly line: number;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  /** its own text, entities read */
  readonly text: string;
}
interface Open {
  name: string;
  raw: string;
  line: number;
  attributes: Record<string, string>;
  children: Element[];
  text: string;
}

const DEPTH_MAX = 64;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };
const LAST_CODE = 0x10ffff;

/** Text with its entities read: the five of XML, and numbers. Refuses others: they would have to be declared, and declarations are not taken. */
export function unescaped(text: string, line: number): string {
  return text.replaceAll(/&(#x?[0-9a-fA-F]+|[A-Za-z]+);?/g, (whole, name: string) => {
    if (!name.startsWith('#')) {
      const known = ENTITIES[name.toLowerCase()];
      if (known === undefined) throw new FileDefect(line, `"${whole.slice(0, 20)}" stands for nothing that is known`);
      return known;
    }
    const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
    if (!(code > 0 && code <= LAST_CODE)) throw new FileDefect(line, `"${whole.slice(0, 20)}" is no character`);
    return String.fromCodePoint(code);
  });
}

/** What is markup: a comment, CDATA, an instruction, a declaration, or a tag with its attributes. */
const MARKUP =
  /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<!|<\/([^\s<>/]+)\s*>|<([^\s<>/!?]+)((?:\s+[^\s=<>/]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/g;
const ATTRIBUTE = /([^\s=<>/]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/g;

const local = (raw: string): string => raw.slice(raw.indexOf(':') + 1);
const breaks = (text: string): number => text.split('\n').length - 1;

/** Reads a whole document. Refuses document types, what is not closed or closed wrongly, and text outside of the one root; names the line. */
export function readXml(text: string): Element {
  const root: Open = { name: '', raw: '', line: 1, attributes: {}, children: [], text: '' };
  const stack: Open[] = [root];
  let line = 1;
  let at = 0;
  const top = () => stack.at(-1) ?? root;
  const characters = (end: number) => {
    const piece = text.slice(at, end);
    if (piece.includes('<'))
      throw new FileDefect(line + breaks(piece.slice(0, piece.indexOf('<'))), 'a tag that is cut off or not well formed');
    if (stack.length === 1 && piece.trim() !== '') throw new FileDefect(line, 'text outside of the document');
    top().text += unescaped(piece, line);
    line += breaks(piece);
  };
  for (const match of text.matchAll(MARKUP)) {
    characters(match.index);
    const [whole, data, closes, opens, attributes, empty] = match;
    if (whole === '<!') throw new FileDefect(line, 'declarations are not taken from files');
    if (data !== undefined) top().text += data;
    if (opens !== undefined) {
      if (stack.length > DEPTH_MAX) throw new FileDefect(line, `elements nested deeper than ${DEPTH_MAX}`);
      const open: Open = { name: local(opens), raw: opens, line, attributes: attributesIn(attributes ?? '', line), children: [], text: '' };
      top().children.push(open);
      if (empty !== '/') stack.push(open);
    }
    if (closes !== undefined) {
      const closed = top();
      if (stack.length === 1 || closed.raw !== closes) throw new FileDefect(line, `</${closes.slice(0, 40)}> closes what is not open`);
      stack.pop();
    }
    line += breaks(whole);
    at = match.index + whole.length;
  }
  characters(text.length);
  if (stack.length > 1) throw new FileDefect(line, `<${top().raw}> of line ${top().line} is never closed: the file is cut off`);
  const [only, ...more] = root.children;
  if (!only || more.length > 0) throw new FileDefect(line, 'not one document');
  return only;
}

function attributesIn(text: string, line: number): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name = '', double, single] of text.matchAll(ATTRIBUTE)) found[local(name)] = unescaped(double ?? single ?? '', line);
  return found;
}

/** Children of this name, along a path: `all(entry, 'NtryDtls', 'TxDtls')` are the details of all batches. */
export function all(of: Element, ...path: readonly string[]): Element[] {
  return path.reduce<Element[]>((level, name) => level.flatMap((e) => e.children.filter((c) => c.name === name)), [of]);
}

/** The first element along a path. */
export const one = (of: Element | undefined, ...path: readonly string[]): Element | undefined => (of ? all(of, ...path)[0] : undefined);

/** Text of the first element along a path. */
export const textOf = (of: Element | undefined, ...path: readonly string[]): string | undefined => one(of, ...path)?.text.trim();

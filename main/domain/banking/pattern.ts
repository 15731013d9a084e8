import { badPattern, PATTERN_MAX } from '../../../preload/contract/banking-rules.ts';
import { refuse } from '../../../preload/contract/refusal.ts';

/**
 * Patterns people write for lines of a bank. They are not handed to the language's own matcher, whose time can explode: they
 * become a small program whose threads all walk the text once, so that the time is text times program, whatever the pattern.
 */

type Test = (letter: string) => boolean;
type Step =
  | { readonly op: 'letter'; readonly test: Test }
  | { readonly op: 'split'; first: number; second: number }
  | { readonly op: 'jump'; to: number }
  | { readonly op: 'keep'; readonly slot: number }
  | { readonly op: 'start' }
  | { readonly op: 'end' }
  | { readonly op: 'found' };

export interface Pattern {
  readonly steps: readonly Step[];
}
type Node =
  | { readonly kind: 'letter'; readonly test: Test }
  | { readonly kind: 'edge'; readonly op: 'start' | 'end' }
  | { readonly kind: 'all'; readonly parts: readonly Node[] }
  | { readonly kind: 'one'; readonly choices: readonly Node[] }
  | { readonly kind: 'group'; readonly of: Node; readonly index: number }
  | { readonly kind: 'repeat'; readonly of: Node; readonly min: number; readonly max: number };

const STEPS_MAX = 1500;
const REPEAT_MAX = 50;
const TEXT_MAX = 1200;
const DEPTH_MAX = 20;
const CLASSES: Readonly<Record<string, Test>> = {
  d: (c) => /\d/.test(c),
  w: (c) => /[\p{L}\p{N}_]/u.test(c),
  s: (c) => /\s/.test(c),
};
const lower = (text: string) => text.toLowerCase();

/** Reads a pattern; refuses what is not part of the small language, with the place. */
export function readPattern(text: string): Pattern {
  let at = 0;
  let groups = 0;
  let depth = 0;
  const no = (detail: string) => refuse(badPattern, { pattern: text, at: at + 1, detail });
  if (text.length > PATTERN_MAX) throw no(`it is longer than ${PATTERN_MAX} characters`);

  const escaped = (): Test => {
    const letter = text[at++];
    if (letter === undefined) throw no('a backslash stands at its end');
    const known = CLASSES[lower(letter)];
    if (known) return letter === lower(letter) ? known : (c) => !known(c);
    if (/[\p{L}\p{N}]/u.test(letter)) throw no(`\\${letter} is not known`);
    return (c) => c === letter;
  };
  const oneOf = (): Test => {
    const not = text[at] === '^';
    if (not) at += 1;
    const tests: Test[] = [];
    while (text[at] !== ']') {
      const letter = text[at++];
      if (letter === undefined) throw no('a [ is never closed');
      if (letter === '\\') tests.push(escaped());
      else if (text[at] === '-' && text[at + 1] !== ']' && text[at + 1] !== undefined) {
        const last = text[at + 1] ?? '';
        at += 2;
        if (last < letter) throw no(`${letter}-${last} runs backwards`);
        const [from, to] = [lower(letter), lower(last)];
        tests.push((c) => c >= from && c <= to);
      } else tests.push((c) => c === lower(letter));
    }
    at += 1;
    if (tests.length === 0) throw no('nothing stands between [ and ]');
    return (c) => tests.some((test) => test(c)) !== not;
  };
  const atom = (): Node => {
    const letter = text[at++] ?? '';
    if (letter === '(') {
      depth += 1;
      if (depth > DEPTH_MAX) throw no('brackets stand too deep');
      if (text[at] === '?') throw no('brackets with ? are not known');
      groups += 1;
      const index = groups;
      const inner = choice();
      if (text[at] !== ')') throw no('a ( is never closed');
      at += 1;
      depth -= 1;
      return { kind: 'group', of: inner, index };
    }
    if (letter === '^' || letter === '$') return { kind: 'edge', op: letter === '^' ? 'start' : 'end' };
    if (letter === '[') return { kind: 'letter', test: oneOf() };
    if (letter === '.') return { kind: 'letter', test: () => true };
    if (letter === '\\') return { kind: 'letter', test: escaped() };
    if ('*+?{'.includes(letter)) throw no(`${letter} repeats nothing`);
    return { kind: 'letter', test: (c) => c === lower(letter) };
  };
  const times = (): { min: number; max: number } | undefined => {
    const mark = text[at];
    if (mark === '*' || mark === '+' || mark === '?') {
      at += 1;
      return { min: mark === '+' ? 1 : 0, max: mark === '?' ? 1 : Number.POSITIVE_INFINITY };
    }
    const counted = /^\{(\d{1,3})(,(\d{0,3}))?\}/.exec(text.slice(at));
    if (!counted) return undefined;
    at += counted[0].length;
    const min = Number(counted[1]);
    const max = counted[2] === undefined ? min : counted[3] === '' ? Number.POSITIVE_INFINITY : Number(counted[3]);
    if (min > REPEAT_MAX || (Number.isFinite(max) && (max > REPEAT_MAX || max < min)))
      throw no(`repeats at most ${REPEAT_MAX} times, few before many`);
    return { min, max };
  };
  const sequence = (): Node => {
    const parts: Node[] = [];
    while (at < text.length && text[at] !== '|' && text[at] !== ')') {
      const of = atom();
      const repeated = times();
      parts.push(repeated ? { kind: 'repeat', of, ...repeated } : of);
      if (repeated && times()) throw no('a repetition is repeated');
    }
    return { kind: 'all', parts };
  };
  function choice(): Node {
    const choices = [sequence()];
    while (text[at] === '|') {
      at += 1;
      choices.push(sequence());
    }
    return choices.length === 1 ? (choices[0] ?? { kind: 'all', parts: [] }) : { kind: 'one', choices };
  }

  const tree = choice();
  if (at < text.length) throw no('a ) closes nothing');
  const steps: Step[] = [];
  const write = (step: Step): number => {
    if (steps.length >= STEPS_MAX) throw no('it repeats too much');
    return steps.push(step) - 1;
  };
  const compile = (node: Node): void => {
    if (node.kind === 'letter') write({ op: 'letter', test: node.test });
    else if (node.kind === 'edge') write({ op: node.op });
    else if (node.kind === 'all') for (const part of node.parts) compile(part);
    else if (node.kind === 'group') {
      // Only the first brackets are asked for.
      if (node.index === 1) write({ op: 'keep', slot: 0 });
      compile(node.of);
      if (node.index === 1) write({ op: 'keep', slot: 1 });
    } else if (node.kind === 'one') compileChoice(node.choices);
    else compileRepeat(node);
  };
  const compileChoice = ([first, ...others]: readonly Node[]): void => {
    if (!first) return;
    if (others.length === 0) return compile(first);
    const split: Step & { op: 'split' } = { op: 'split', first: 0, second: 0 };
    write(split);
    split.first = steps.length;
    compile(first);
    const jump: Step & { op: 'jump' } = { op: 'jump', to: 0 };
    write(jump);
    split.second = steps.length;
    compileChoice(others);
    jump.to = steps.length;
  };
  const compileRepeat = ({ of, min, max }: Node & { kind: 'repeat' }): void => {
    for (let i = 0; i < min; i += 1) compile(of);
    const optional = () => {
      const split: Step & { op: 'split' } = { op: 'split', first: steps.length + 1, second: 0 };
      write(split);
      return split;
    };
    if (max === Number.POSITIVE_INFINITY) {
      const loop = steps.length;
      const split = optional();
      compile(of);
      write({ op: 'jump', to: loop });
      split.second = steps.length;
      return;
    }
    const splits = [];
    for (let i = min; i < max; i += 1) {
      splits.push(optional());
      compile(of);
    }
    for (const split of splits) split.second = steps.length;
  };
  compile(tree);
  write({ op: 'found' });
  return { steps };
}

interface Thread {
  readonly pc: number;
  readonly from: number;
  readonly to: number;
}

/** Whether the pattern is found anywhere in the text, and what its first brackets held; undefined where it is not found. */
export function find(pattern: Pattern, given: string): { readonly group: string | undefined } | undefined {
  const text = Array.from(given.slice(0, TEXT_MAX));
  const { steps } = pattern;
  let best: Thread | undefined;
  let threads: Thread[] = [];
  for (let at = 0; at <= text.length; at += 1) {
    const seen = new Set<number>();
    const ready: Thread[] = [];
    const follow = (first: Thread): void => {
      const waiting = [first];
      for (let thread = waiting.pop(); thread; thread = waiting.pop()) {
        const { pc, from, to } = thread;
        if (seen.has(pc)) continue;
        seen.add(pc);
        const step = steps[pc];
        if (!step) continue;
        if (step.op === 'jump') waiting.push({ pc: step.to, from, to });
        else if (step.op === 'split') waiting.push({ pc: step.second, from, to }, { pc: step.first, from, to });
        else if (step.op === 'keep') waiting.push(step.slot === 0 ? { pc: pc + 1, from: at, to: -1 } : { pc: pc + 1, from, to: at });
        else if (step.op === 'start') {
          if (at === 0) waiting.push({ pc: pc + 1, from, to });
        } else if (step.op === 'end') {
          if (at === text.length) waiting.push({ pc: pc + 1, from, to });
        } else ready.push(thread);
      }
    };
    for (const thread of threads) follow(thread);
    if (!best) follow({ pc: 0, from: -1, to: -1 });
    const next: Thread[] = [];
    const letter = text[at];
    for (const thread of ready) {
      const step = steps[thread.pc];
      if (step?.op === 'found') {
        best = thread;
        // Threads behind it would have matched later: the first way wins.
        break;
      }
      if (step?.op === 'letter' && letter !== undefined && step.test(lower(letter))) next.push({ ...thread, pc: thread.pc + 1 });
    }
    threads = next;
    if (best && threads.length === 0) break;
  }
  return best && { group: best.from >= 0 && best.to >= best.from ? text.slice(best.from, best.to).join('') : undefined };
}

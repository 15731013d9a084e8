import { type ReactNode, useEffect, useRef, useState } from 'react';
import { count } from '../format.ts';
import { sound } from './sound.ts';
import { t } from './text.ts';

/** How a scan was taken: right or wrong, in words that are read from a metre away. */
export interface Heard {
  readonly tone: 'right' | 'wrong';
  readonly says: string;
}

/** A line of the task: what, how many are done, and of how many. */
export interface BenchLine {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly done: number;
  readonly of: number;
}

/**
 * One task on the whole screen, worked on with a scanner: the field to scan into always has the keyboard, each scan is
 * answered by a colour, a sound and a sentence, and Enter on an empty field does the next step. No mouse is needed.
 */
export function Bench(props: {
  /** What the task is: `Pack SO-2026-000004`. */
  readonly title: string;
  /** What to scan or do now. */
  readonly asks: string;
  readonly lines: readonly BenchLine[];
  /** Takes a scan and says how it was. */
  readonly scan: (code: string) => Promise<Heard>;
  /** Enter on an empty field: the step that comes next; says how it went. Undefined while there is none. */
  readonly next?: { readonly says: string; readonly run: () => Promise<Heard | undefined> } | undefined;
  /** Escape: leaves the task. */
  readonly leave: () => void;
  readonly children?: ReactNode;
}) {
  const { title, asks, lines, scan, next, leave } = props;
  const [typed, setTyped] = useState('');
  const [heard, setHeard] = useState<Heard>();
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);

  useEffect(() => {
    const back = () => field.current?.focus();
    back();
    // A click or a dialog may take the keyboard; a scanner types blindly, so it comes back at once.
    document.addEventListener('focusout', back);
    return () => document.removeEventListener('focusout', back);
  }, []);

  const answer = async (work: () => Promise<Heard | undefined>) => {
    setBusy(true);
    try {
      const said = await work();
      setHeard(said);
      if (said) sound(said.tone);
    } finally {
      setBusy(false);
      field.current?.focus();
    }
  };
  const enter = () => {
    const code = typed.trim();
    if (busy) return;
    setTyped('');
    if (code !== '') void answer(() => scan(code));
    else if (next) void answer(next.run);
  };
  return (
    <section className={`bench ${heard?.tone ?? ''}`}>
      <h1>{title}</h1>
      <p className="bench-asks">{next?.says ?? asks}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          enter();
        }}
      >
        <input
          aria-label={t('scan')}
          autoComplete="off"
          name="scan"
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') leave();
          }}
          ref={field}
          spellCheck={false}
          value={typed}
        />
      </form>
      <p className="bench-heard" role="alert">
        {heard?.says ?? t('ready')}
      </p>
      <ul>
        {lines.map((line) => (
          <li className={line.done === line.of ? 'done' : line.done > line.of ? 'over' : undefined} key={line.id}>
            <strong>{line.code}</strong>
            <span>{line.title}</span>
            <span className="bench-count" title={t('left', { done: line.done, of: line.of })}>
              {`${count(line.done)} / ${count(line.of)}`}
            </span>
          </li>
        ))}
      </ul>
      {props.children}
    </section>
  );
}

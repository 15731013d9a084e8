import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Preview } from '../../../preload/contract/envelope.ts';
import { asFailure, type Failure } from '../../client/failure.ts';
import type { CommandName, InputOf } from '../../client/operations.ts';
import { send } from '../../client/send.ts';
import { type Action, action } from '../action/action.ts';
import { t } from '../action/text.ts';
import { useAction } from '../action/use-action.ts';
import { tell } from '../tell.ts';
import { type Concerns, type Draft, type Line, lineField, type Wrong, wrongOf } from './draft.ts';

/** A form: what it starts with, how what was typed becomes the input of its command, and what follows. */
export interface FormSpec<N extends CommandName> {
  /** The verb with its object, as the button says it: `Receive goods`. */
  readonly verb: string;
  readonly operation: N;
  readonly start: Draft;
  /** Reads what was typed. What cannot be read is said beside its field, and nothing is sent. */
  readonly read: (draft: Draft) => { readonly input: InputOf<N> } | { readonly wrong: Wrong };
  readonly concerns?: Concerns;
  /** Records it edits, with the revisions the person is looking at. */
  readonly expect?: NonNullable<Action['expect']>;
  /** Goes on after it is done. */
  readonly done: () => void;
}

/** What is wrong with lines that are not in the form yet, and what they would do where nothing is. */
export interface Checked {
  readonly wrong: Wrong;
  /** What is about no field in particular. */
  readonly above?: string;
  readonly preview?: Preview;
}

/** What the fields and the frame of a form need. */
export interface FormState {
  readonly verb: string;
  readonly draft: Draft;
  readonly wrong: Wrong;
  /** What is about no field in particular. */
  readonly above: Failure | undefined;
  readonly preview: Preview | undefined;
  readonly changed: boolean;
  readonly busy: boolean;
  readonly say: (field: string, text: string) => void;
  readonly sayLine: (row: number, column: string, text: string) => void;
  readonly setLines: (lines: readonly Line[]) => void;
  /** Reads the form with other lines and asks the engine what they would do; the form stays as it is. */
  readonly check: (lines: readonly Line[]) => Promise<Checked>;
  /** Shows what it would do; the second time does exactly that. */
  readonly goOn: () => void;
}

/**
 * Carries a form from typing to done: reads it, shows the engine's dry run, does exactly that. A refusal stands beside the
 * field it is about; whatever was typed stays.
 */
export function useForm<N extends CommandName>(spec: FormSpec<N>): FormState {
  const [draft, setDraft] = useState(spec.start);
  const [unread, setUnread] = useState<Wrong>({});
  const { verb, operation, read, done: goFurther } = spec;
  // What was read goes through the one answer of the action, so that the input is the one that was looked at.
  const edited = JSON.stringify(spec.expect ?? []);
  const sent = useMemo<Action>(() => {
    const expect = JSON.parse(edited) as NonNullable<Action['expect']>;
    return action<N>({ verb, operation, input: ({ read: text = '' }) => JSON.parse(text) as InputOf<N>, expect });
  }, [verb, operation, edited]);
  const { busy, preview, changed, failure, look, confirm, reset } = useAction(sent);

  const refused = failure ? wrongOf(failure, draft, spec.concerns ?? {}) : {};
  const wrong = { ...refused, ...unread };
  const edit = useCallback(
    (change: (draft: Draft) => Draft, fields: readonly string[]) => {
      setDraft(change);
      setUnread((known) => Object.fromEntries(Object.entries(known).filter(([field]) => !fields.includes(field))));
      reset();
    },
    [reset],
  );

  const check = async (lines: readonly Line[]): Promise<Checked> => {
    const next = { ...draft, lines };
    const read_ = read(next);
    if ('wrong' in read_) return read_;
    try {
      const { preview: found } = await send(operation, read_.input, { dryRun: true });
      return { wrong: {}, ...(found ? { preview: found } : {}) };
    } catch (error) {
      const said = asFailure(error);
      const about = wrongOf(said, next, spec.concerns ?? {});
      return { wrong: about, ...(Object.keys(about).length > 0 ? {} : { above: said.message }) };
    }
  };
  const goOn = () => {
    if (busy) return;
    if (preview) {
      void confirm().then((ok) => {
        if (!ok) return;
        tell(t('done', { verb }));
        goFurther();
      });
      return;
    }
    const read_ = read(draft);
    if ('wrong' in read_) setUnread(read_.wrong);
    else {
      setUnread({});
      void look({ read: JSON.stringify(read_.input) });
    }
  };

  return {
    verb,
    draft,
    wrong,
    above: failure && Object.keys(refused).length === 0 ? failure : undefined,
    preview,
    changed,
    busy,
    say: (field, text) => edit((d) => ({ ...d, fields: { ...d.fields, [field]: text } }), [field]),
    sayLine: (row, column, text) =>
      edit((d) => ({ ...d, lines: d.lines.map((line, i) => (i === row ? { ...line, [column]: text } : line)) }), [lineField(row, column)]),
    setLines: (lines) => edit((d) => ({ ...d, lines }), Object.keys(unread)),
    check,
    goOn,
  };
}

/** Puts the keyboard on the first field that is wrong, as soon as it is known to be. */
export function useFirstWrong(form: { readonly current: HTMLElement | null }, wrong: Wrong): void {
  const said = JSON.stringify(wrong);
  useEffect(() => {
    if (said !== '{}') form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [form, said]);
}

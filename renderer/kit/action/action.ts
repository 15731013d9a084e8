import type { ReasonKind } from '../../../preload/contract/reason.ts';
import type { CommandName, InputOf } from '../../client/operations.ts';
import { t } from './text.ts';

/** Something a person has to say before an action can be previewed. */
export interface Ask {
  /** Name of the field; a refusal that names it is shown beside it. */
  readonly name: string;
  readonly label: string;
  /** `choices` answers the chosen values with commas between; nothing chosen is no answer. */
  readonly kind: 'text' | 'day' | 'choice' | 'choices' | 'reason';
  /** For a reason: what it is a reason for; its codes are the company's. */
  readonly of?: ReasonKind;
  /** What can be chosen, with the words a person reads. */
  readonly options?: readonly { readonly value: string; readonly text: string }[];
  /** What is there to begin with. */
  readonly start?: string;
  readonly hint?: string;
  readonly optional?: boolean;
  /** Why what was typed cannot be read (an amount, a quantity); undefined where it can. Nothing is asked of the engine before. */
  readonly unreadable?: (text: string) => string | undefined;
}

/**
 * An action as a screen offers it: which command, on what, and what has to be asked first. What it will do is never
 * computed here: the engine's dry run says it.
 */
export interface Action<N extends CommandName = CommandName> {
  /** The verb with its object, as the button says it: `Ship order`. */
  readonly verb: string;
  readonly operation: N;
  readonly asks?: readonly Ask[];
  /** The input for what was answered, by field name; an optional field left empty is absent. */
  readonly input: (answers: Readonly<Record<string, string>>) => InputOf<N>;
  /** Records the action edits, with the revisions the person is looking at. */
  readonly expect?: readonly { readonly id: string; readonly revision: number }[];
  /** Takes goods, money or an order away: the button warns by its colour. */
  readonly grave?: boolean;
}

/** Ties the input of an action to its command, so that the compiler checks it; screens then treat all actions alike. */
export const action = <N extends CommandName>(made: Action<N>): Action => made as unknown as Action;

/** What an action that says why asks for: words and a code of the company's list, of which the engine wants one at least. */
export const whyAsks = (of: ReasonKind): readonly Ask[] => [
  { name: 'reason', label: t('reason'), kind: 'text', hint: t('reasonHint'), optional: true },
  { name: 'reasonCode', label: t('reasonCode'), kind: 'reason', of, optional: true },
];

/** The answers to `whyAsks`, as a command takes them. */
export const whyOf = ({ reason, reasonCode }: Readonly<Record<string, string>>) => ({
  ...(reason === undefined ? {} : { reason }),
  ...(reasonCode === undefined ? {} : { reasonCode }),
});

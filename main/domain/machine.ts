/** States and which step leads from one to the next, as data. */
type Machine = Readonly<Record<string, Readonly<Record<string, string>>>>;
type StateOf<M extends Machine> = keyof M & string;
/** Every step some state of a machine allows. */
export type StepOf<M extends Machine> = { [S in keyof M]: keyof M[S] & string }[keyof M];

/** The state after a step, or undefined when the step is not allowed from here. */
export function nextState<const M extends Machine>(machine: M, state: StateOf<M>, step: StepOf<M>): StateOf<M> | undefined {
  return machine[state]?.[step] as StateOf<M> | undefined;
}

/** States a step is allowed from, for the wording of a refusal. */
export const statesFor = <const M extends Machine>(machine: M, step: StepOf<M>): StateOf<M>[] =>
  Object.keys(machine).filter((state) => machine[state]?.[step] !== undefined) as StateOf<M>[];

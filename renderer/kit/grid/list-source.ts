import type { Asked } from '../../../preload/contract/list.ts';
import type { ListName } from '../../../preload/contract/lists.ts';
import type { Filter } from '../../../preload/contract/values/page.ts';
import { ask } from '../../client/ask.ts';
import type { InputOf, OutputOf, QueryName } from '../../client/operations.ts';
import type { Column } from '../column.ts';
import type { SortBy } from '../grid-view.ts';

type PageOp<L extends ListName> = Extract<Asked<L, 'list'>, QueryName>;
type CountOp<L extends ListName> = Extract<Asked<L, 'count'>, QueryName>;
type FacetOp<L extends ListName> = Extract<Asked<L, 'facet'>, QueryName>;

/** A row of a list of the contract. */
export type ListRow<L extends ListName> = OutputOf<PageOp<L>> extends { rows: readonly (infer Row)[] } ? Row & object : never;
/** Count and sums of a list. */
export type ListTotals<L extends ListName> = OutputOf<CountOp<L>> & { readonly count: number };
type NameIn<Parts> = NonNullable<Parts> extends readonly { column: infer Name }[] ? Name & string : never;
/** A column of a list: sorted and filtered only by what the contract declares. */
export type ListColumn<L extends ListName> = Column<
  ListRow<L>,
  InputOf<PageOp<L>> extends { sort?: infer S } ? NameIn<S> : never,
  InputOf<PageOp<L>> extends { filter?: infer F } ? NameIn<F> : never
>;
/** Fields of the question besides filters. */
export type ListGiven<L extends ListName> = Omit<InputOf<CountOp<L>>, 'filter' | 'search'>;

/** What rows of a list are asked for by. */
export interface ListChoice {
  readonly filter: readonly Filter[];
  readonly search: string;
  readonly given: Readonly<Record<string, unknown>>;
}

/** One value of a column with its number of rows. */
export interface FacetValue {
  readonly value: string | number | null;
  readonly label: string | null;
  readonly count: number;
}

/** The name of a question of a list: `sales.orders` and `count` are `sales.countOrders`. */
export function askedOf<Verb extends 'list' | 'count' | 'facet'>(list: ListName, verb: Verb): QueryName {
  const [room = '', noun = ''] = list.split('.');
  return `${room}.${verb}${noun.charAt(0).toUpperCase()}${noun.slice(1)}` as QueryName;
}

/** The fields of a question that choose its rows. */
export const choiceInput = ({ filter, search, given }: ListChoice) => ({ ...given, filter, ...(search === '' ? {} : { search }) });

// The three questions have the same shape for every list; which list it is decides the types of what the screen sees.
const put = <Output>(operation: QueryName, input: object, signal?: AbortSignal) =>
  ask(operation, input as InputOf<QueryName>, signal) as Promise<{ readonly output: unknown }> as Promise<{ readonly output: Output }>;

/** A page of a list. */
export const askPage = async <L extends ListName>(
  list: L,
  choice: ListChoice,
  window: { readonly offset: number; readonly limit: number; readonly sort: readonly SortBy[] },
) => (await put<{ rows: ListRow<L>[] }>(askedOf(list, 'list'), { ...choiceInput(choice), ...window })).output;

/** Count and sums of a list. */
export const askTotals = async <L extends ListName>(list: L, choice: ListChoice, signal?: AbortSignal) =>
  (await put<ListTotals<L>>(askedOf(list, 'count'), choiceInput(choice), signal)).output;

/** Values of one column under the other filters. */
export const askFacet = async (list: ListName, column: string, choice: ListChoice, signal?: AbortSignal) =>
  (
    await put<{ values: FacetValue[]; more: boolean }>(
      askedOf(list, 'facet') as FacetOp<ListName>,
      { ...choiceInput(choice), column },
      signal,
    )
  ).output;

import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { StoreApi, UseBoundStore } from 'zustand';
import type { ListName } from '../../../preload/contract/lists.ts';
import { BulkDialog } from '../bulk/BulkDialog.tsx';
import type { BulkOffer } from '../bulk/offer.ts';
import { useOffers } from '../bulk/use-offers.ts';
import type { Column } from '../column.ts';
import { Grid, type Load } from '../Grid.tsx';
import type { ListView } from '../grid-view.ts';
import type { BulkAction } from './BulkBar.tsx';
import { Chips, filterables } from './Chips.tsx';
import { ExportButton } from './ExportButton.tsx';
import {
  askPage,
  askTotals,
  choiceInput,
  type ListChoice,
  type ListColumn,
  type ListGiven,
  type ListRow,
  type ListTotals,
} from './list-source.ts';
import type { RowAction } from './RowMenu.tsx';
import { t } from './text.ts';
import { useAnswer } from './use-answer.ts';
import { useLinked } from './use-linked.ts';
import { type Preset, same, Views } from './Views.tsx';

const SEARCH_AFTER_MS = 200;
const NOTHING_GIVEN = {};

interface ListProps<L extends ListName> {
  /** Name of the list in the contract. */
  readonly list: L;
  readonly label: string;
  readonly columns: readonly ListColumn<L>[];
  readonly rowId: (row: ListRow<L>) => string;
  readonly view: UseBoundStore<StoreApi<ListView>>;
  /** Views the screen brings along, the first of which it opens with. */
  readonly presets: readonly Preset[];
  readonly empty: string;
  /** Fields of the question besides filters. */
  readonly given?: ListGiven<L>;
  /** The totals line below the rows. */
  readonly foot?: (totals: ListTotals<L>) => string;
  readonly open?: (row: ListRow<L>) => string | undefined;
  readonly peek?: (row: ListRow<L>) => ReactNode;
  readonly actions?: (row: ListRow<L>) => readonly RowAction[];
  /** What can be done with many rows; with all that match it is handed the choice and not the rows. */
  readonly bulk?: readonly BulkAction<ListRow<L>>[];
  /** Commands of the contract that the engine does with many rows, one by one, or with all that match. */
  readonly offers?: readonly BulkOffer[];
}

/**
 * A list of the contract as a screen: views as tabs, filters as sentences, search, columns, totals, choice of many rows. Rows, count
 * and facets are the engine's under one and the same filter; the screen only says how columns read.
 */
export function List<L extends ListName>(props: ListProps<L>) {
  const { list, columns, view: useView, given = NOTHING_GIVEN } = props;
  const view = useView();
  const put = useView.setState;
  const field = useRef<HTMLInputElement>(null);
  const { filter, search } = view;
  const choice = useMemo<ListChoice>(() => ({ filter, search, given }), [filter, search, given]);
  const load = useCallback<Load<ListRow<L>>>((offset, limit, sort) => askPage(list, choice, { offset, limit, sort }), [list, choice]);
  /** Whose rows are there, or will not come: only then totals are asked for, so that they do not hold the rows up. */
  const [answered, setAnswered] = useState<Load<ListRow<L>>>();
  const rowsCame = useCallback((of: Load<ListRow<L>>) => setAnswered(() => of), []);
  const question = answered === load ? JSON.stringify([list, choiceInput(choice)]) : undefined;
  const totals = useAnswer(question, (signal) => askTotals(list, choice, signal));
  const among = useMemo(() => filterables(columns as readonly Column<ListRow<L>>[]), [columns]);
  useLinked(among, view, put);
  const { doing, actions, close } = useOffers<ListRow<L>>(list, props.offers, choice, totals?.count, props.rowId);
  const bulk = useMemo(() => [...(props.bulk ?? []), ...actions], [props.bulk, actions]);
  // As the screen opens it, a list without rows is not one in which nothing was found.
  const asUsual = search === '' && same(filter, props.presets[0]?.filter ?? []);
  return (
    <>
      <Grid<ListRow<L>>
        {...(props.actions ? { actions: props.actions } : {})}
        bar={
          <>
            <Views list={list} presets={props.presets} put={put} view={view} />
            <Chips among={among} choice={choice} list={list} set={(next) => put({ filter: next, top: 0 })} />
            <SearchField hold={(el) => (field.current = el)} key={view.round} put={(text) => put({ search: text, top: 0 })} text={search} />
            <ExportButton choice={choice} columns={columns as readonly Column<never>[]} list={list} name={props.label} sort={view.sort} />
          </>
        }
        bulk={bulk}
        columns={columns as readonly Column<ListRow<L>>[]}
        empty={asUsual ? props.empty : t('nothingMatches')}
        foot={totals && props.foot?.(totals)}
        keep={put}
        key={view.laid}
        label={props.label}
        load={load}
        {...(props.open ? { open: props.open } : {})}
        {...(props.peek ? { peek: props.peek } : {})}
        rowId={props.rowId}
        rowsCame={rowsCame}
        search={() => field.current?.focus()}
        total={totals?.count}
        view={view}
        wholeChoice={bulk.some((b) => b.takesEverything)}
      />
      {doing ? <BulkDialog choice={doing.choice} close={close} offer={doing.offer} /> : null}
    </>
  );
}

/** Searches a moment after the last letter; Escape empties it and goes back to the rows. */
function SearchField({
  text: known,
  put,
  hold,
}: {
  readonly text: string;
  readonly put: (text: string) => void;
  readonly hold: (field: HTMLInputElement | null) => void;
}) {
  const [text, setText] = useState(known);
  useEffect(() => {
    if (text.trim() === known) return undefined;
    const timer = setTimeout(() => put(text.trim()), SEARCH_AFTER_MS);
    return () => clearTimeout(timer);
  }, [text, known, put]);
  return (
    <input
      aria-label={t('search')}
      onChange={(e) => setText(e.target.value)}
      onKeyDown={(e) => {
        if (e.key !== 'Escape') return;
        e.preventDefault();
        setText('');
        e.currentTarget.blur();
      }}
      placeholder={t('searchHint')}
      ref={hold}
      type="search"
      value={text}
    />
  );
}

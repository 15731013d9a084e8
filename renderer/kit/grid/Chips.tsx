import { Popover } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { ListName } from '../../../preload/contract/lists.ts';
import type { Filter } from '../../../preload/contract/values/page.ts';
import type { Column, ColumnFilter } from '../column.ts';
import { askFacet, choiceInput, type ListChoice } from './list-source.ts';
import { SetFilter } from './SetFilter.tsx';
import { type Names, sentence } from './sentence.ts';
import { TypedFilter } from './TypedFilter.tsx';
import { t } from './text.ts';
import { useAnswer } from './use-answer.ts';

interface Filterable {
  readonly title: string;
  readonly by: ColumnFilter;
}

/** Columns that can be filtered, by the name the contract knows them by. */
export const filterables = <Row,>(columns: readonly Column<Row>[]): readonly Filterable[] =>
  columns.flatMap(({ title, filter }) => (filter ? [{ title, by: filter }] : []));

/** The conditions of a list as sentences that can be changed and taken away, and the way to another one. */
export function Chips(props: {
  readonly list: ListName;
  readonly among: readonly Filterable[];
  readonly choice: ListChoice;
  readonly set: (filter: readonly Filter[]) => void;
}) {
  const { list, among, choice, set } = props;
  const [adding, setAdding] = useState<string>();
  const replace = (column: string, next: Filter | undefined) => {
    const others = choice.filter.filter((f) => f.column !== column);
    set(next ? [...others, next] : others);
  };
  const edited = (by: ColumnFilter, close: () => void) => ({
    by,
    choice,
    filter: choice.filter.find((f) => f.column === by.by),
    list,
    set: (next: Filter | undefined) => {
      replace(by.by, next);
      if (by.kind !== 'set') close();
    },
  });
  const fresh = among.find((f) => f.by.by === adding);
  const done = () => setAdding(undefined);
  return (
    <>
      {choice.filter.map((filter) => {
        const known = among.find((f) => f.by.by === filter.column);
        if (!known) return null;
        return (
          <Chip
            key={filter.column}
            known={known}
            take={() => replace(filter.column, undefined)}
            {...edited(known.by, () => undefined)}
            filter={filter}
          />
        );
      })}
      <Popover
        onChange={(opened) => setAdding(opened ? '' : undefined)}
        opened={adding !== undefined}
        position="bottom-start"
        transitionProps={{ duration: 0 }}
        trapFocus
      >
        <Popover.Target>
          <button className="plain" onClick={() => setAdding((known) => (known === undefined ? '' : undefined))} type="button">
            + {t('addFilter')}
          </button>
        </Popover.Target>
        <Popover.Dropdown aria-label={fresh ? t('filterBy', { title: fresh.title }) : t('addFilter')} p={0}>
          {fresh ? (
            <Editor {...edited(fresh.by, done)} />
          ) : (
            <div className="grid-filter-by">
              {among
                .filter((f) => !choice.filter.some((c) => c.column === f.by.by))
                .map((f) => (
                  <button className="plain" key={f.by.by} onClick={() => setAdding(f.by.by)} type="button">
                    {f.title}
                  </button>
                ))}
            </div>
          )}
        </Popover.Dropdown>
      </Popover>
    </>
  );
}

interface Edited {
  readonly list: ListName;
  readonly by: ColumnFilter;
  readonly choice: ListChoice;
  readonly filter: Filter | undefined;
  readonly set: (filter: Filter | undefined) => void;
}

/** The focus moves in here, so that keys reach what opened. */
function Editor(props: Edited) {
  const { by } = props;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    (box.current?.querySelector<HTMLElement>('input, select') ?? box.current)?.focus();
  }, []);
  return (
    <div ref={box} tabIndex={-1}>
      {by.kind === 'set' ? (
        <div className="grid-filter">
          <SetFilter {...props} />
        </div>
      ) : (
        <TypedFilter by={by} filter={props.filter} set={props.set} />
      )}
    </div>
  );
}

/** One condition as a sentence. Names of ids are asked for once, under no other filter, so that they stay what they are. */
function Chip(props: Omit<Edited, 'filter'> & { readonly filter: Filter; readonly known: Filterable; readonly take: () => void }) {
  const { known, filter, list, choice } = props;
  const { by, title } = known;
  const [opened, setOpened] = useState(false);
  const bare = { ...choice, filter: [], search: '' };
  const named = by.kind === 'set' && by.named === true;
  const facet = useAnswer(named ? JSON.stringify([list, by.by, choiceInput(bare)]) : undefined, (signal) =>
    askFacet(list, by.by, bare, signal),
  );
  const names: Names = new Map(facet?.values.flatMap((v) => (v.label === null ? [] : [[v.value, v.label] as const])));
  const said = sentence(filter, title, by, names);
  return (
    <Popover onChange={setOpened} opened={opened} position="bottom-start" transitionProps={{ duration: 0 }} trapFocus>
      <span className="chip">
        <Popover.Target>
          <button onClick={() => setOpened((o) => !o)} type="button">
            {said}
          </button>
        </Popover.Target>
        <button aria-label={t('removeFilter', { sentence: said })} onClick={props.take} type="button">
          ×
        </button>
      </span>
      <Popover.Dropdown aria-label={t('filterBy', { title })} p={0}>
        <Editor
          {...props}
          set={(next) => {
            props.set(next);
            if (by.kind !== 'set') setOpened(false);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

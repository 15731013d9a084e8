import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { ListName } from '../../../preload/contract/lists.ts';
import type { Filter } from '../../../preload/contract/values/page.ts';
import type { ColumnFilter } from '../column.ts';
import { count } from '../format.ts';
import { askFacet, choiceInput, type FacetValue, type ListChoice } from './list-source.ts';
import { valueWords } from './sentence.ts';
import { t } from './text.ts';
import { useAnswer } from './use-answer.ts';

const SEARCHED_FROM = 10;

/** Values of a column with their number of rows under the other filters; what is ticked is what the list keeps. */
export function SetFilter(props: {
  readonly list: ListName;
  readonly by: ColumnFilter;
  readonly choice: ListChoice;
  readonly filter: Filter | undefined;
  readonly set: (filter: Filter | undefined) => void;
}) {
  const { list, by, choice, filter, set } = props;
  const [text, setText] = useState('');
  const facet = useAnswer(JSON.stringify([list, by.by, choiceInput(choice)]), (signal) => askFacet(list, by.by, choice, signal));
  const ticked = new Set<unknown>(filter?.op === 'in' ? filter.values : filter?.op === 'eq' ? [filter.value] : []);
  const words = (v: FacetValue) => (v.value === null ? t('empty') : (v.label ?? valueWords(v.value, by)));
  const tick = (value: string | number, on: boolean) => {
    const next = on ? [...ticked, value] : [...ticked].filter((v) => v !== value);
    const values = next.filter((v) => typeof v === 'string' || typeof v === 'number');
    set(values.length === 0 ? undefined : { column: by.by, op: 'in', values });
  };
  if (!facet) return null;
  if (facet.values.length === 0) return <p className="quiet">{t('noValues')}</p>;
  const found = facet.values.filter((v) => words(v).toLowerCase().includes(text.toLowerCase()));
  return (
    <>
      {facet.values.length > SEARCHED_FROM ? (
        <input aria-label={t('find')} onChange={(e) => setText(e.target.value)} placeholder={t('find')} type="search" value={text} />
      ) : null}
      <ul>
        {found.map((v) => (
          <li key={String(v.value)}>
            {v.value === null ? (
              <Checkbox
                checked={filter?.op === 'isNull' && filter.value}
                label={words(v)}
                onChange={(e) => set(e.target.checked ? { column: by.by, op: 'isNull', value: true } : undefined)}
                size="xs"
              />
            ) : (
              <Checkbox
                checked={ticked.has(v.value)}
                label={words(v)}
                onChange={(e) => tick(v.value as string | number, e.target.checked)}
                size="xs"
              />
            )}
            <span>{count(v.count)}</span>
          </li>
        ))}
      </ul>
      {facet.more ? <p className="quiet">{t('moreValues', { count: facet.values.length })}</p> : null}
    </>
  );
}

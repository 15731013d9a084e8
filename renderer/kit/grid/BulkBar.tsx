import type { ReactNode } from 'react';
import { t } from './text.ts';
import type { Chosen } from './use-chosen.ts';

/** Something that can be done with many rows at once. `everything` stands for all rows the filter keeps, not only the ones read. */
export interface BulkAction<Row> {
  readonly verb: string;
  readonly run: (chosen: Chosen<Row>) => void;
  /** Whether it can be done with all that match; the engine then gets the filter and not the rows. */
  readonly takesEverything?: boolean;
}

/** How many rows are chosen, and what can be done with them. */
export function BulkBar<Row>(props: {
  readonly chosen: Chosen<Row>;
  readonly total: number | undefined;
  readonly actions: readonly BulkAction<Row>[];
  readonly chooseEverything: (() => void) | undefined;
  readonly letGo: () => void;
  readonly said: ReactNode;
}) {
  const { chosen, total, chooseEverything } = props;
  const count = chosen.rows.length;
  return (
    <div aria-label={t('choose')} className="grid-bulk" role="toolbar">
      <strong>{chosen.everything ? t('allChosen', { count: total ?? 0 }) : t('chosen', { count })}</strong>
      {!chosen.everything && chooseEverything && total !== undefined && total > count ? (
        <button className="plain" onClick={chooseEverything} type="button">
          {t('chooseAll', { count: total })}
        </button>
      ) : null}
      {props.actions.map((action) => (
        <button
          disabled={chosen.everything && action.takesEverything !== true}
          key={action.verb}
          onClick={() => action.run(chosen)}
          type="button"
        >
          {action.verb}
        </button>
      ))}
      <button className="plain" onClick={props.letGo} type="button">
        {t('letGo')}
      </button>
      <span role="status">{props.said}</span>
    </div>
  );
}

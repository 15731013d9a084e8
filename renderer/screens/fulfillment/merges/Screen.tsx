import { Actions } from '../../../kit/action/Actions.tsx';
import type { Action } from '../../../kit/action/action.ts';
import { count } from '../../../kit/format.ts';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import { Page } from '../../../kit/Page.tsx';
import { useQuery } from '../../../kit/route.ts';
import { Table } from '../../../kit/Table.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { mergeActions, parcelActions } from './actions.ts';
import { memberColumns, mergeColumns, suggestionColumns } from './columns.ts';
import { keyOf, type Merge, SHOWN, type Suggestion } from './store.ts';
import { t } from './text.ts';

/** Orders that could leave in one parcel, and those that will; either leads to its orders and to what can be done with them. */
export default function Merges() {
  const at = useQuery('at');
  const suggested = useAsk('fulfillment.suggestMerges', { limit: SHOWN });
  const merged = useAsk('fulfillment.listMerges', { limit: SHOWN });
  const failed = [suggested, merged].find((a) => a.failure && !a.output);
  if (failed?.failure) return <FailureNote again={failed.again} failure={failed.failure} />;
  if (!suggested.output || !merged.output) return <Waiting />;
  const { rows, count: found } = suggested.output;
  const group = rows.find((g) => keyOf(g) === at);
  const merge = merged.output.rows.find((m) => m.id === at);
  return (
    <Page
      beside={found > rows.length ? <span className="quiet">{t('shown', { shown: count(rows.length), count: count(found) })}</span> : null}
      title={t('title')}
    >
      <section>
        <h2>{t('suggested')}</h2>
        <Table
          columns={suggestionColumns}
          empty={t('empty')}
          label={t('suggested')}
          rowId={keyOf}
          rows={rows}
          strong={(g) => g === group}
        />
      </section>
      {group ? <Members actions={mergeActions(group)} group={group} /> : null}
      <section>
        <h2>{t('merged')}</h2>
        <Table
          columns={mergeColumns}
          empty={t('noMerge')}
          label={t('merged')}
          rowId={(m) => m.id}
          rows={merged.output.rows}
          strong={(m) => m === merge}
        />
      </section>
      {merge ? <Members actions={parcelActions(merge)} group={merge} /> : null}
    </Page>
  );
}

function Members({ group, actions }: { readonly group: Suggestion | Merge; readonly actions: readonly Action[] }) {
  const title = t('of', { party: group.partyName });
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <Table columns={memberColumns(group.currency)} empty={t('none')} label={title} rowId={(o) => o.orderId} rows={group.orders} />
      <Actions actions={actions} even />
    </section>
  );
}

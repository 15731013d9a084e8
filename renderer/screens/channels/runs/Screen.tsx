import { count } from '../../../kit/format.ts';
import { List } from '../../../kit/grid/List.tsx';
import { Page } from '../../../kit/Page.tsx';
import { columns } from './columns.ts';
import { presets, useRunsView } from './store.ts';
import { t } from './text.ts';

/** Every pass over a source of a channel, newest first, and what became of its records. */
export default function Runs() {
  return (
    <Page fill title={t('title')}>
      <List
        columns={columns}
        empty={t('empty')}
        foot={(sum) => t('foot', { records: count(sum.records), imported: count(sum.imported), parked: count(sum.parked) })}
        label={t('title')}
        list="channels.runs"
        open={(r) => `/channels/${r.channelId}`}
        presets={presets}
        rowId={(r) => r.id}
        view={useRunsView}
      />
    </Page>
  );
}

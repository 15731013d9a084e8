import { List } from '../../../kit/grid/List.tsx';
import { Page } from '../../../kit/Page.tsx';
import { columns } from './columns.ts';
import { presets, useAuditView } from './store.ts';
import { t } from './text.ts';

/** Every command as a sentence, newest first. The search field takes the number of a document or a SKU. */
export default function AuditLog() {
  return (
    <Page fill title={t('title')}>
      <List
        columns={columns}
        empty={t('empty')}
        label={t('title')}
        list="engine.commands"
        open={(c) => `/audit-log/${c.seq}`}
        presets={presets}
        rowId={(c) => String(c.seq)}
        view={useAuditView}
      />
    </Page>
  );
}

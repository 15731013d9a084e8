import { List } from '../../../kit/grid/List.tsx';
import { useKeys } from '../../../kit/keys.ts';
import { Page } from '../../../kit/Page.tsx';
import { go, linkTo } from '../../../kit/route.ts';
import { columns } from './columns.ts';
import { presets, useReturnsView } from './store.ts';
import { t } from './text.ts';

/** Goods that come back, latest first: expected, in quarantine, credited, done. */
export default function Returns() {
  const form = '/returns/new';
  useKeys([{ key: 'n', says: t('loose'), run: () => go(form) }]);
  return (
    <Page
      actions={
        <a className="button" href={linkTo(form)}>
          {t('loose')}
        </a>
      }
      fill
      title={t('title')}
    >
      <List
        columns={columns}
        empty={t('empty')}
        label={t('title')}
        list="returns.returns"
        open={(r) => `/returns/${r.id}`}
        presets={presets}
        rowId={(r) => r.id}
        view={useReturnsView}
      />
    </Page>
  );
}

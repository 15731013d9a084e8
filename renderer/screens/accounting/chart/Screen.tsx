import { Actions } from '../../../kit/action/Actions.tsx';
import { Page } from '../../../kit/Page.tsx';
import { Rows } from '../../../kit/Rows.tsx';
import { useQuery } from '../../../kit/route.ts';
import { useAsk } from '../../../kit/use-ask.ts';
import { actionsOf } from './actions.ts';
import { accountColumns, headingColumns, roleColumns } from './columns.ts';
import { t } from './text.ts';

/** The accounts, the headings they stand under in the statements, and which account each room posts to. */
export default function Chart() {
  const asked = useAsk('accounting.getChart', {});
  const headings = useAsk('accounting.listGroups', {});
  const roleName = useQuery('role');
  const headingCode = useQuery('heading');
  const accounts = asked.output?.accounts ?? [];
  const roles = asked.output?.roles ?? [];
  const heading = headings.output?.rows.find((h) => h.code === headingCode);
  const role = roles.find((r) => r.role === roleName);
  return (
    <Page actions={<Actions actions={actionsOf(accounts, heading, role)} even />} title={t('title')}>
      <h2>{t('accounts')}</h2>
      <Rows
        asked={{ ...asked, output: asked.output && { rows: accounts } }}
        columns={accountColumns}
        empty={t('empty')}
        label={t('accounts')}
        rowId={(a) => a.id}
      />
      <h2>{t('headings')}</h2>
      <Rows asked={headings} columns={headingColumns} empty={t('noHeading')} label={t('headings')} rowId={(h) => h.code} />
      <h2>{t('roles')}</h2>
      <Rows
        asked={{ ...asked, output: asked.output && { rows: roles } }}
        columns={roleColumns}
        empty={t('noRole')}
        label={t('roles')}
        rowId={(r) => r.role}
      />
    </Page>
  );
}

import { useMemo } from 'react';
import type { OutputOf } from '../../../client/operations.ts';
import { Actions } from '../../../kit/action/Actions.tsx';
import { action } from '../../../kit/action/action.ts';
import type { Column } from '../../../kit/column.ts';
import { count } from '../../../kit/format.ts';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import { Page } from '../../../kit/Page.tsx';
import { Table } from '../../../kit/Table.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { t } from './text.ts';

type Role = OutputOf<'company.listRoles'>['rows'][number];

const add = action({
  verb: t('add'),
  operation: 'company.setRole',
  asks: [
    { name: 'name', label: t('name'), kind: 'text', hint: t('nameHint') },
    { name: 'role', label: t('code'), kind: 'text', hint: t('codeHint') },
  ],
  input: ({ name = '', role = '' }) => ({ role, name, permissions: [] }),
});

/** Whether a role is what this version gives new companies. */
const standing = ({ permissions, standard }: Role): string =>
  standard === null ? t('own') : permissions.join() === standard.join() ? t('same') : t('differs');

/** Every role, what it may do and how many people have it. */
export default function Roles() {
  const { output, failure, again } = useAsk('company.listRoles', {});
  const users = useAsk('company.listUsers', {}).output;
  const columns = useMemo<readonly Column<Role>[]>(() => {
    const holders = (r: Role) => users?.rows.filter((u) => u.active === 1 && u.roles.includes(r.role)).length ?? 0;
    return [
      { id: 'name', title: t('name'), width: 200, text: (r) => r.name, link: (r) => `/roles/${r.role}` },
      { id: 'code', title: t('code'), width: 140, text: (r) => r.role },
      { id: 'people', title: t('people'), width: 90, numeric: true, text: (r) => count(holders(r)) },
      { id: 'standard', title: t('standard'), width: 110, text: standing, tone: (r) => (standing(r) === t('differs') ? 'warn' : 'quiet') },
      {
        id: 'permissions',
        title: t('permissions'),
        grow: true,
        text: (r) => (r.permissions.includes('*') ? t('everything') : r.permissions.join(', ')),
      },
    ];
  }, [users]);
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!output) return <Waiting />;
  return (
    <Page actions={<Actions actions={[add]} />} title={t('title')}>
      <Table columns={columns} empty={t('empty')} label={t('title')} rowId={(r) => r.role} rows={output.rows} />
    </Page>
  );
}

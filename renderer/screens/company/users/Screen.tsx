import { useMemo } from 'react';
import type { OutputOf } from '../../../client/operations.ts';
import { Actions } from '../../../kit/action/Actions.tsx';
import { action } from '../../../kit/action/action.ts';
import type { Column } from '../../../kit/column.ts';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import { Page } from '../../../kit/Page.tsx';
import { Table } from '../../../kit/Table.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { t } from './text.ts';

type User = OutputOf<'company.listUsers'>['rows'][number];

/** Everybody who may come in, and as what. */
export default function Users() {
  const { output, failure, again } = useAsk('company.listUsers', {});
  const roles = useAsk('company.listRoles', {}).output;
  const names = useMemo(() => new Map(roles?.rows.map((r) => [r.role, r.name])), [roles]);
  const columns = useMemo<readonly Column<User>[]>(
    () => [
      { id: 'name', title: t('name'), width: 240, text: (u) => u.name, link: (u) => `/users/${u.id}` },
      { id: 'login', title: t('login'), width: 200, text: (u) => u.login },
      { id: 'roles', title: t('roles'), grow: true, text: (u) => u.roles.map((r) => names.get(r) ?? r).join(', ') },
      {
        id: 'active',
        title: t('state'),
        width: 120,
        text: (u) => t(u.active === 1 ? 'active' : 'deactivated'),
        tone: (u) => (u.active === 1 ? 'good' : 'quiet'),
        dot: true,
      },
    ],
    [names],
  );
  const actions = useMemo(
    () => [
      action({
        verb: t('add'),
        operation: 'company.createUser',
        asks: [
          { name: 'name', label: t('name'), kind: 'text' },
          {
            name: 'login',
            label: t('login'),
            kind: 'text',
            hint: t('loginHint'),
          },
          { name: 'role', label: t('role'), kind: 'choice', options: (roles?.rows ?? []).map((r) => ({ value: r.role, text: r.name })) },
        ],
        input: ({ name = '', login = '', role = '' }) => ({ name, login, roles: role === '' ? [] : [role] }),
      }),
    ],
    [roles],
  );
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!output || !roles) return <Waiting />;
  return (
    <Page actions={<Actions actions={actions} />} title={t('title')}>
      <Table columns={columns} empty={t('empty')} label={t('title')} rowId={(u) => u.id} rows={output.rows} />
    </Page>
  );
}

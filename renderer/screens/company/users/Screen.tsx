import { useMemo } from 'react';
import type { OutputOf } from '../../../client/operations.ts';
import { Actions } from '../../../kit/action/Actions.tsx';
import { action } from '../../../kit/action/action.ts';
import type { Column } from '../../../kit/column.ts';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import { Page } from '../../../kit/Page.tsx';
import { Table } from '../../../kit/Table.tsx';
import { useAsk } from '../../../kit/use-ask.ts';

type User = OutputOf<'company.listUsers'>['rows'][number];

/** Everybody who may come in, and as what. */
export default function Users() {
  const { output, failure, again } = useAsk('company.listUsers', {});
  const roles = useAsk('company.listRoles', {}).output;
  const names = useMemo(() => new Map(roles?.rows.map((r) => [r.role, r.name])), [roles]);
  const columns = useMemo<readonly Column<User>[]>(
    () => [
      { id: 'name', title: 'Name', width: 240, text: (u) => u.name, link: (u) => `/users/${u.id}` },
      { id: 'login', title: 'Signs in as', width: 200, text: (u) => u.login },
      { id: 'roles', title: 'Roles', grow: true, text: (u) => u.roles.map((r) => names.get(r) ?? r).join(', ') },
      {
        id: 'active',
        title: 'State',
        width: 120,
        text: (u) => (u.active === 1 ? 'Active' : 'Deactivated'),
        tone: (u) => (u.active === 1 ? 'good' : 'quiet'),
        dot: true,
      },
    ],
    [names],
  );
  const actions = useMemo(
    () => [
      action({
        verb: 'Add user',
        operation: 'company.createUser',
        asks: [
          { name: 'name', label: 'Name', kind: 'text' },
          {
            name: 'login',
            label: 'Signs in as',
            kind: 'text',
            hint: 'The name typed at sign-in; a link for the first time is made on the next page',
          },
          { name: 'role', label: 'Role', kind: 'choice', options: (roles?.rows ?? []).map((r) => ({ value: r.role, text: r.name })) },
        ],
        input: ({ name = '', login = '', role = '' }) => ({ name, login, roles: role === '' ? [] : [role] }),
      }),
    ],
    [roles],
  );
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!output || !roles) return <Waiting />;
  return (
    <Page
      beside={
        <>
          <span className="push" />
          <Actions actions={actions} />
        </>
      }
      title="Users"
    >
      <Table columns={columns} empty="Nobody may come in." label="Users" rowId={(u) => u.id} rows={output.rows} />
    </Page>
  );
}

import { useMemo } from 'react';
import type { OutputOf } from '../../../client/operations.ts';
import { Actions } from '../../../kit/action/Actions.tsx';
import { type Action, action, whyAsks, whyOf } from '../../../kit/action/action.ts';
import type { Column } from '../../../kit/column.ts';
import { moment, words } from '../../../kit/format.ts';
import { EmptyNote, FailureNote, Waiting } from '../../../kit/Note.tsx';
import { Figure, Page } from '../../../kit/Page.tsx';
import type { ScreenProps } from '../../../kit/screen.ts';
import { Table } from '../../../kit/Table.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { Invitation } from './Invitation.tsx';
import { MayDo } from './MayDo.tsx';
import { t } from './text.ts';

type User = OutputOf<'company.listUsers'>['rows'][number];
type Roles = OutputOf<'company.listRoles'>['rows'];
type Session = OutputOf<'company.listSessions'>['rows'][number];

const sessionColumns: readonly Column<Session>[] = [
  { id: 'kind', title: 'What', width: 110, text: (s) => words(s.kind) },
  { id: 'device', title: 'Where', grow: true, text: (s) => s.device, hint: (s) => s.device },
  { id: 'address', title: t('address'), width: 150, text: (s) => s.address ?? '' },
  { id: 'seen', title: t('seen'), width: 165, text: (s) => (s.lastSeenAt === null ? '' : moment(s.lastSeenAt)) },
  { id: 'createdAt', title: 'Since', width: 175, text: (s) => moment(s.createdAt) },
  {
    id: 'state',
    title: 'State',
    width: 260,
    text: (s) => (s.endedAt === null ? `Open until ${moment(s.expiresAt)}` : `Ended ${moment(s.endedAt)}`),
    tone: (s) => (s.endedAt === null ? 'good' : 'quiet'),
    dot: true,
  },
];

/** What can be done with a user as they stand. */
function actionsOf(user: User, roles: Roles): readonly Action[] {
  if (user.active !== 1) return [];
  const { id: userId, revision } = user;
  const expect = [{ id: userId, revision }];
  return [
    action({
      verb: 'Change role',
      operation: 'company.setUserRoles',
      asks: [
        {
          name: 'role',
          label: 'Role',
          kind: 'choice',
          hint: 'Takes the place of all roles held now',
          start: user.roles[0] ?? '',
          options: roles.map((r) => ({ value: r.role, text: r.name })),
        },
        ...whyAsks('role-change'),
      ],
      input: ({ role = '', ...said }) => ({ userId, roles: role === '' ? [] : [role], ...whyOf(said) }),
      expect,
    }),
    action({ verb: 'Sign out everywhere', operation: 'company.endSessions', input: () => ({ userId }) }),
    ...(user.secondFactor
      ? [action({ verb: t('resetFactor'), operation: 'company.resetSecondFactor', input: () => ({ userId }), grave: true })]
      : []),
    action({ verb: 'Deactivate user', operation: 'company.deactivateUser', input: () => ({ userId }), expect, grave: true }),
  ];
}

/** One user: roles, where they are signed in, and a way in for the first time. */
export default function UserScreen({ params }: ScreenProps) {
  const userId = params['id'] ?? '';
  const { output, failure, again } = useAsk('company.listUsers', {});
  const roles = useAsk('company.listRoles', {}).output?.rows;
  const sessions = useAsk('company.listSessions', { userId }).output?.rows;
  const user = output?.rows.find((u) => u.id === userId);
  const actions = useMemo(() => (user && roles ? actionsOf(user, roles) : []), [user, roles]);
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!output || !roles || !sessions) return <Waiting />;
  if (!user) return <EmptyNote title="There is no such user">Look in the list of users.</EmptyNote>;
  return (
    <Page
      record
      beside={
        <>
          <span className="push" />
          <Actions actions={actions} />
        </>
      }
      title={
        <>
          <a className="crumb" href="#/users">
            Users
          </a>{' '}
          / {user.name}
        </>
      }
    >
      <dl className="figures">
        <Figure name="State" value={user.active === 1 ? 'Active' : 'Deactivated'} />
        <Figure name="Signs in as" value={user.login} />
        <Figure name={t('factor')} value={t(user.secondFactor ? 'on' : 'off')} />
        <Figure name="Roles" value={user.roles.map((r) => roles.find((known) => known.role === r)?.name ?? r).join(', ') || 'None'} />
      </dl>
      <MayDo userId={userId} />
      {user.active === 1 ? <Invitation login={user.login} /> : null}
      <section>
        <h2>Signed in</h2>
        <Table columns={sessionColumns} empty="Never signed in yet." label="Sessions" rowId={(s) => s.id} rows={sessions} />
      </section>
    </Page>
  );
}

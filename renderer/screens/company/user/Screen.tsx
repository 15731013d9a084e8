import { useMemo } from 'react';
import type { OutputOf } from '../../../client/operations.ts';
import { Actions } from '../../../kit/action/Actions.tsx';
import { type Action, action, whyAsks, whyOf } from '../../../kit/action/action.ts';
import type { Column } from '../../../kit/column.ts';
import { deviceWords } from '../../../kit/device.ts';
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
  { id: 'kind', title: t('what'), width: 110, text: (s) => words(s.kind) },
  { id: 'device', title: t('where'), grow: true, text: (s) => deviceWords(s.device), hint: (s) => s.device },
  { id: 'address', title: t('address'), width: 150, text: (s) => s.address ?? '' },
  { id: 'seen', title: t('seen'), width: 165, text: (s) => (s.lastSeenAt === null ? '' : moment(s.lastSeenAt)) },
  { id: 'createdAt', title: t('since'), width: 175, text: (s) => moment(s.createdAt) },
  {
    id: 'state',
    title: t('state'),
    width: 260,
    text: (s) => (s.endedAt === null ? t('openUntil', { at: moment(s.expiresAt) }) : t('ended', { at: moment(s.endedAt) })),
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
      verb: t('changeRole'),
      operation: 'company.setUserRoles',
      asks: [
        {
          name: 'role',
          label: t('role'),
          kind: 'choice',
          hint: t('roleHint'),
          start: user.roles[0] ?? '',
          options: roles.map((r) => ({ value: r.role, text: r.name })),
        },
        ...whyAsks('role-change'),
      ],
      input: ({ role = '', ...said }) => ({ userId, roles: role === '' ? [] : [role], ...whyOf(said) }),
      expect,
    }),
    action({ verb: t('signOut'), operation: 'company.endSessions', input: () => ({ userId }) }),
    ...(user.secondFactor
      ? [action({ verb: t('resetFactor'), operation: 'company.resetSecondFactor', input: () => ({ userId }), grave: true })]
      : []),
    action({ verb: t('deactivate'), operation: 'company.deactivateUser', input: () => ({ userId }), expect, grave: true }),
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
  if (!user) return <EmptyNote title={t('noSuch')}>{t('lookInList')}</EmptyNote>;
  return (
    <Page
      record
      actions={<Actions actions={actions} even />}
      title={
        <>
          <a className="crumb" href="#/users">
            {t('users')}
          </a>{' '}
          / {user.name}
        </>
      }
    >
      <dl className="figures">
        <Figure name={t('state')} value={t(user.active === 1 ? 'active' : 'deactivated')} />
        <Figure name={t('login')} value={user.login} />
        <Figure name={t('factor')} value={t(user.secondFactor ? 'on' : 'off')} />
        <Figure
          name={t('roles')}
          value={user.roles.map((r) => roles.find((known) => known.role === r)?.name ?? r).join(', ') || t('none')}
        />
      </dl>
      <MayDo userId={userId} />
      {user.active === 1 ? <Invitation login={user.login} /> : null}
      <section>
        <h2>{t('signedIn')}</h2>
        <Table columns={sessionColumns} empty={t('never')} label={t('sessions')} rowId={(s) => s.id} rows={sessions} />
      </section>
    </Page>
  );
}

import { useMemo, useState } from 'react';
import type { OutputOf } from '../../../client/operations.ts';
import { type Action, action, whyAsks, whyOf } from '../../../kit/action/action.ts';
import type { Column } from '../../../kit/column.ts';
import { Detail } from '../../../kit/detail/Detail.tsx';
import { History } from '../../../kit/detail/History.tsx';
import { EmptyNote, FailureNote, Waiting } from '../../../kit/Note.tsx';
import type { ScreenProps } from '../../../kit/screen.ts';
import { Table } from '../../../kit/Table.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { Permissions } from './Permissions.tsx';
import { t } from './text.ts';

type Role = OutputOf<'company.listRoles'>['rows'][number];
type User = OutputOf<'company.listUsers'>['rows'][number];

const peopleColumns: readonly Column<User>[] = [
  { id: 'name', title: t('name'), width: 260, text: (u) => u.name, link: (u) => `/users/${u.id}` },
  { id: 'login', title: t('login'), grow: true, text: (u) => u.login },
];

const WHY = whyAsks('role-change');

/** What a role lacks and has besides, against what a new company gets; undefined where that is the same, or there is no such standard. */
function differenceOf({
  permissions,
  standard,
}: Role): { readonly lacks: readonly string[]; readonly more: readonly string[] } | undefined {
  if (standard === null) return undefined;
  const lacks = standard.filter((p) => !permissions.includes(p));
  const more = permissions.filter((p) => !standard.includes(p));
  return lacks.length + more.length > 0 ? { lacks, more } : undefined;
}

/** Saving what was ticked, where anything was, giving the role another name, and taking over the standard. All say why. */
function actionsOf(
  { role, name, permissions, standard, revision }: Role,
  draft: ReadonlySet<string> | undefined,
  differs: boolean,
): readonly Action[] {
  const expect = [{ id: `role/${role}`, revision }];
  return [
    ...(draft === undefined
      ? []
      : [
          action({
            verb: t('save'),
            operation: 'company.setRole',
            asks: WHY,
            input: (said) => ({ role, name, permissions: [...draft].sort(), ...whyOf(said) }),
            expect,
          }),
        ]),
    action({
      verb: t('rename'),
      operation: 'company.setRole',
      asks: [{ name: 'name', label: t('name'), kind: 'text', start: name }, ...WHY],
      input: (said) => ({ role, name: said['name'] ?? name, permissions: [...permissions], ...whyOf(said) }),
      expect,
    }),
    ...(standard === null || !differs
      ? []
      : [
          action({
            verb: t('takeStandard'),
            operation: 'company.setRole',
            asks: WHY,
            input: (said) => ({ role, name, permissions: [...standard], ...whyOf(said) }),
            expect,
          }),
        ]),
  ];
}

/** After an update a role is still what it was; whoever wants what new companies get looks at it here first. */
function Difference({ role }: { readonly role: Role }) {
  const difference = differenceOf(role);
  if (!difference) return null;
  const { lacks, more } = difference;
  return (
    <p className="notice">
      <strong>{t('differs')}</strong> {lacks.length > 0 ? t('lacks', { permissions: lacks.join(', ') }) : ''}{' '}
      {more.length > 0 ? t('hasMore', { permissions: more.join(', ') }) : ''}
    </p>
  );
}

/** One role: what it may do, permission by permission, who has it, and what changed. */
export default function RoleScreen({ params }: ScreenProps) {
  const { output, failure, again } = useAsk('company.listRoles', {});
  const known = useAsk('company.listPermissions', {}).output?.rows;
  const users = useAsk('company.listUsers', {}).output?.rows;
  const role = output?.rows.find((r) => r.role === params['id']);
  // What was ticked belongs to the revision it was ticked on: a change by somebody else starts it anew.
  const [ticked, setTicked] = useState<{ readonly revision: number; readonly chosen: ReadonlySet<string> }>();
  const draft = role && ticked?.revision === role.revision ? ticked.chosen : undefined;
  const actions = useMemo(() => (role ? actionsOf(role, draft, differenceOf(role) !== undefined) : []), [role, draft]);
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!output || !known || !users) return <Waiting />;
  if (!role) return <EmptyNote title={t('unknown')}>{t('look')}</EmptyNote>;
  const holders = users.filter((u) => u.active === 1 && u.roles.includes(role.role));
  const chosen = draft ?? new Set(role.permissions);
  return (
    <Detail
      actions={actions}
      even
      crumb={{ title: t('crumb'), path: '/roles' }}
      facts={[
        { name: t('code'), value: role.role },
        { name: t('mayDo'), value: role.permissions.includes('*') ? t('everything') : t('chosen', { count: role.permissions.length }) },
      ]}
      notice={<Difference role={role} />}
      tabs={[
        {
          id: 'may',
          title: t('mayDo'),
          body: () => <Permissions choose={(next) => setTicked({ revision: role.revision, chosen: next })} chosen={chosen} known={known} />,
        },
        {
          id: 'people',
          title: t('people'),
          count: holders.length,
          body: () => <Table columns={peopleColumns} empty={t('nobody')} label={t('people')} rowId={(u) => u.id} rows={holders} />,
        },
        { id: 'history', title: t('history'), body: () => <History id={role.role} table="role" /> },
      ]}
      title={role.name}
    />
  );
}

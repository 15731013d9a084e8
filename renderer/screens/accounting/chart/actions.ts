import { STAGES } from '../../../../preload/contract/accounting-statements.ts';
import { type Action, action } from '../../../kit/action/action.ts';
import { askQuantity, quantityOf } from '../../../kit/action/typed.ts';
import { words } from '../../../kit/format.ts';
import { type Account, type Heading, type Role, roleWords } from './columns.ts';
import { t } from './text.ts';

const TYPES = ['asset', 'liability', 'equity', 'income', 'expense'] as const;
const worded = (values: readonly string[]) => values.map((value) => ({ value, text: words(value) }));
/** The chosen one of a closed list; the first where nothing was chosen. */
const chosen = <T extends string>(values: readonly [T, ...T[]], value: string | undefined): T =>
  values.find((v) => v === value) ?? values[0];

const add = action({
  verb: t('add'),
  operation: 'accounting.createAccount',
  asks: [
    { name: 'code', label: t('code'), kind: 'text' },
    { name: 'name', label: t('name'), kind: 'text' },
    { name: 'type', label: t('type'), kind: 'choice', start: 'expense', options: worded(TYPES) },
    {
      name: 'openItems',
      label: t('openItems'),
      kind: 'choice',
      start: 'no',
      hint: t('openItemsHint'),
      options: [
        { value: 'no', text: t('kindly') },
        { value: 'yes', text: t('openItems') },
      ],
    },
  ],
  input: ({ code = '', name = '', type, openItems }) => ({ code, name, type: chosen(TYPES, type), openItems: openItems === 'yes' }),
});

/** Adds a heading, or changes the one that is looked at. */
const keepHeading = (of?: Heading) =>
  action({
    verb: of ? t('changeHeading', { name: of.name }) : t('addHeading'),
    operation: 'accounting.setGroup',
    asks: [
      ...(of ? [] : [{ name: 'code', label: t('code'), kind: 'text', hint: t('codeHint') } as const]),
      { name: 'name', label: t('name'), kind: 'text', ...(of ? { start: of.name } : {}) },
      { name: 'stage', label: t('stage'), kind: 'choice', start: of?.stage ?? 'operating', options: worded(STAGES) },
      askQuantity({ name: 'position', label: t('position'), start: String(of?.position ?? 500), hint: t('positionHint') }),
    ],
    input: ({ code = of?.code ?? '', name = '', stage, position }) => ({
      code,
      name,
      stage: chosen(STAGES, stage),
      position: quantityOf(position),
    }),
    ...(of ? { expect: [{ id: `account_group/${of.code}`, revision: of.revision }] } : {}),
  });

const giveRole = (role: Role, accounts: readonly Account[]) =>
  action({
    verb: t('giveRole', { role: roleWords(role) }),
    operation: 'accounting.assignRole',
    asks: [
      {
        name: 'accountId',
        label: t('account'),
        kind: 'choice',
        start: role.accountId,
        options: accounts.filter((a) => a.active).map((a) => ({ value: a.id, text: `${a.code} ${a.name}` })),
      },
    ],
    input: ({ accountId = '' }) => ({ role: role.role, accountId }),
    expect: [{ id: `account_role/${role.role}`, revision: role.revision }],
    grave: true,
  });

/** What the chart takes: more of it, and a change of the heading or the role that was chosen in its table. */
export const actionsOf = (accounts: readonly Account[], heading: Heading | undefined, role: Role | undefined): readonly Action[] => [
  ...(heading ? [keepHeading(heading)] : []),
  ...(role ? [giveRole(role, accounts)] : []),
  add,
  keepHeading(),
];

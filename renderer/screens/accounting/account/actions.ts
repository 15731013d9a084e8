import type { OutputOf } from '../../../client/operations.ts';
import { type Action, action } from '../../../kit/action/action.ts';
import type { Account } from './store.ts';
import { t } from './text.ts';

type Heading = OutputOf<'accounting.listGroups'>['rows'][number];

/** How an account is kept: its name, its heading, and whether anything may be posted to it. */
export function actionsOf(account: Account, headings: readonly Heading[]): readonly Action[] {
  const { id: accountId, revision, active, group, placeRevision } = account;
  const expect = [{ id: accountId, revision }];
  return [
    action({
      verb: t('rename'),
      operation: 'accounting.changeAccount',
      asks: [{ name: 'name', label: t('name'), kind: 'text', start: account.name }],
      input: ({ name = '' }) => ({ accountId, name }),
      expect,
    }),
    action({
      verb: t('place'),
      operation: 'accounting.placeAccount',
      asks: [
        {
          name: 'group',
          label: t('heading'),
          kind: 'choice',
          start: group ?? headings[0]?.code ?? '',
          options: headings.map((h) => ({ value: h.code, text: h.name })),
        },
      ],
      input: (said) => ({ accountId, group: said['group'] ?? '' }),
      ...(placeRevision === null ? {} : { expect: [{ id: `account_place/${accountId}`, revision: placeRevision }] }),
    }),
    action({
      verb: t(active ? 'close' : 'reopen'),
      operation: 'accounting.changeAccount',
      input: () => ({ accountId, active: !active }),
      expect,
      grave: active,
    }),
  ];
}

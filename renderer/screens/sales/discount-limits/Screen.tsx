import { useMemo } from 'react';
import type { OutputOf } from '../../../client/operations.ts';
import { Actions } from '../../../kit/action/Actions.tsx';
import { action } from '../../../kit/action/action.ts';
import { askShare, shareOf } from '../../../kit/action/typed.ts';
import type { Column } from '../../../kit/column.ts';
import { rate } from '../../../kit/format.ts';
import { Page } from '../../../kit/Page.tsx';
import { Rows } from '../../../kit/Rows.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { t } from './text.ts';

type Limit = OutputOf<'sales.listDiscountLimits'>['rows'][number];

const columns: readonly Column<Limit>[] = [
  { id: 'role', title: t('role'), width: 260, text: (l) => l.role, link: (l) => `/roles/${l.roleId}` },
  { id: 'limit', title: t('limit'), grow: true, text: (l) => (l.limitPpm === null ? t('none') : rate(l.limitPpm)) },
];

/** Sets the limit of one of the roles; what is known of them goes along, so that nobody overwrites what they have not seen. */
const setLimit = (rows: readonly Limit[]) =>
  action({
    verb: t('set'),
    operation: 'sales.setDiscountLimit',
    asks: [
      { name: 'roleId', label: t('role'), kind: 'choice', options: rows.map((l) => ({ value: l.roleId, text: l.role })) },
      askShare({ name: 'percent', label: t('percent'), hint: t('percentHint'), optional: true }),
    ],
    input: ({ roleId = '', percent }) => ({ roleId, limitPpm: percent === undefined ? null : shareOf(percent) }),
    expect: rows.filter((l) => l.limitPpm !== null).map((l) => ({ id: `discount_limit/${l.roleId}`, revision: l.revision })),
  });

/** How much of a price people of each role may give away by themselves. */
export default function DiscountLimits() {
  const asked = useAsk('sales.listDiscountLimits', {});
  const rows = asked.output?.rows;
  const actions = useMemo(() => (rows ? [setLimit(rows)] : []), [rows]);
  return (
    <Page actions={<Actions actions={actions} />} title={t('title')}>
      <p className="quiet">{t('hint')}</p>
      <Rows asked={asked} columns={columns} empty={t('empty')} label={t('title')} rowId={(l) => l.roleId} />
    </Page>
  );
}

import { useMemo } from 'react';
import type { OutputOf } from '../../../client/operations.ts';
import { Actions } from '../../../kit/action/Actions.tsx';
import { action } from '../../../kit/action/action.ts';
import type { Column } from '../../../kit/column.ts';
import { day } from '../../../kit/format.ts';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import { Page } from '../../../kit/Page.tsx';
import { Table } from '../../../kit/Table.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { t } from './text.ts';

type Delegation = OutputOf<'company.listDelegations'>['rows'][number];

const columns: readonly Column<Delegation>[] = [
  { id: 'delegate', title: t('delegate'), width: 220, text: (d) => d.delegate },
  { id: 'user', title: t('user'), grow: true, text: (d) => d.user },
  { id: 'from', title: t('from'), width: 120, text: (d) => day(d.from) },
  { id: 'to', title: t('to'), width: 120, text: (d) => day(d.to) },
];

/** Who decides for whom, and from when to when. */
export default function Substitutes() {
  const { output, failure, again } = useAsk('company.listDelegations', {});
  const today = useAsk('engine.status', {}).output?.today;
  const actions = useMemo(
    () =>
      output && today !== undefined && output.people.length > 0
        ? [
            action({
              verb: t('add'),
              operation: 'company.delegateApprovals',
              asks: [
                {
                  name: 'delegateId',
                  label: t('delegate'),
                  kind: 'choice',
                  options: output.people.map((p) => ({ value: p.id, text: p.name })),
                },
                { name: 'from', label: t('from'), kind: 'day', start: today },
                { name: 'to', label: t('to'), kind: 'day' },
              ],
              input: ({ delegateId = '', from = '', to = '' }) => ({ delegateId, from, to }),
            }),
            ...output.rows
              .filter((d) => d.mine)
              .map((d) =>
                action({
                  verb: t('end', { delegate: d.delegate }),
                  operation: 'company.endDelegation',
                  input: () => ({ delegationId: d.id }),
                }),
              ),
          ]
        : [],
    [output, today],
  );
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!output) return <Waiting />;
  return (
    <Page actions={<Actions actions={actions} />} title={t('title')}>
      <p className="quiet">{t('hint')}</p>
      <Table columns={columns} empty={t('none')} label={t('title')} rowId={(d) => d.id} rows={output.rows} />
    </Page>
  );
}

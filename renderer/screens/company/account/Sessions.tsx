import { useMemo } from 'react';
import type { OutputOf } from '../../../client/operations.ts';
import { Actions } from '../../../kit/action/Actions.tsx';
import { action } from '../../../kit/action/action.ts';
import type { Column } from '../../../kit/column.ts';
import { deviceWords } from '../../../kit/device.ts';
import { moment } from '../../../kit/format.ts';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import { Table } from '../../../kit/Table.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { t } from './text.ts';

type Session = OutputOf<'company.listOwnSessions'>['rows'][number];

const placeOf = (s: Session): string => (s.current ? t('hereOn', { device: deviceWords(s.device) }) : deviceWords(s.device));

const columns: readonly Column<Session>[] = [
  { id: 'device', title: t('device'), grow: true, text: placeOf, hint: (s) => s.device },
  { id: 'address', title: t('address'), width: 150, text: (s) => s.address ?? '' },
  { id: 'since', title: t('since'), width: 165, text: (s) => moment(s.createdAt) },
  { id: 'seen', title: t('seen'), width: 165, text: (s) => moment(s.lastSeenAt ?? s.createdAt) },
];

/** Where the person is signed in, and the end of any of these sessions but this one. */
export function Sessions() {
  const { output, failure, again } = useAsk('company.listOwnSessions', {});
  const open = useMemo(() => output?.rows.filter((s) => s.endedAt === null && s.kind === 'session'), [output]);
  const actions = useMemo(() => {
    const others = open?.filter((s) => !s.current) ?? [];
    if (others.length === 0) return [];
    return [
      action({
        verb: t('endOther'),
        operation: 'company.endOwnSession',
        asks: [
          {
            name: 'sessionId',
            label: t('endOne'),
            kind: 'choice',
            options: others.map((s) => ({ value: s.id, text: `${deviceWords(s.device)} (${moment(s.createdAt)})` })),
          },
        ],
        input: ({ sessionId = '' }) => ({ sessionId }),
      }),
    ];
  }, [open]);
  return (
    <section>
      <h2>{t('sessions')}</h2>
      {failure && !output ? <FailureNote again={again} failure={failure} /> : null}
      {open ? <Table columns={columns} empty={t('sessionsEmpty')} label={t('sessions')} rowId={(s) => s.id} rows={open} /> : <Waiting />}
      <Actions actions={actions} even />
    </section>
  );
}

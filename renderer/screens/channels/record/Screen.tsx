import { useCurrency } from '../../../client/connection.ts';
import { Detail } from '../../../kit/detail/Detail.tsx';
import { moment, money, words } from '../../../kit/format.ts';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import { useNames, worded } from '../../../kit/record.ts';
import type { ScreenProps } from '../../../kit/screen.ts';
import { useAsk } from '../../../kit/use-ask.ts';
import { t } from './text.ts';

const INDENT = 2;

/** One record exactly as a channel delivered it, and what became of it. */
export default function RecordScreen({ params }: ScreenProps) {
  const currency = useCurrency();
  const { output: record, failure, again } = useAsk('channels.getInboxRecord', { recordId: Number(params['id']) });
  const names = useNames([record?.channelId ?? null, record?.orderId ?? null]);
  if (failure && !record) return <FailureNote again={again} failure={failure} />;
  if (!record) return <Waiting />;
  return (
    <Detail
      amounts={[{ name: t('amount', { currency }), value: money(record.amount, currency) }]}
      crumb={{ title: worded(record.channelId, names) || t('channels'), path: `/channels/${record.channelId}?tab=inbox` }}
      facts={[
        { name: t('kind'), value: words(record.kind) },
        ...(record.reason === null ? [] : [{ name: t('why'), value: record.reason }]),
        ...(record.orderId === null ? [] : [{ name: t('order'), value: worded(record.orderId, names), path: `/orders/${record.orderId}` }]),
        { name: t('placed'), value: moment(record.placedAt) },
        { name: t('received'), value: moment(record.receivedAt) },
        ...(record.payloadHash === '' ? [] : [{ name: t('hash'), value: <span className="mono">{record.payloadHash}</span> }]),
      ]}
      state={{ word: words(record.state), tone: record.state === 'imported' ? 'good' : 'warn' }}
      tabs={[
        {
          id: 'raw',
          title: t('raw'),
          body: () =>
            record.payload === null ? <p>{t('erased')}</p> : <pre className="mono">{JSON.stringify(record.payload, null, INDENT)}</pre>,
        },
      ]}
      title={record.externalId}
    />
  );
}

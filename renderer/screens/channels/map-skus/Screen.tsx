import { NativeSelect } from '@mantine/core';
import { chargeRoles } from '../../../../preload/contract/channel-meanings.ts';
import { useCurrency } from '../../../client/connection.ts';
import type { OutputOf } from '../../../client/operations.ts';
import { type Draft, lineField } from '../../../kit/form/draft.ts';
import { Form } from '../../../kit/form/Form.tsx';
import { ItemName } from '../../../kit/form/ItemName.tsx';
import { Lines } from '../../../kit/form/Lines.tsx';
import { Reader } from '../../../kit/form/parse.ts';
import { useForm } from '../../../kit/form/use-form.ts';
import { money, words } from '../../../kit/format.ts';
import { EmptyNote, FailureNote, Waiting } from '../../../kit/Note.tsx';
import { Page } from '../../../kit/Page.tsx';
import { go, withQuery } from '../../../kit/route.ts';
import type { ScreenProps } from '../../../kit/screen.ts';
import { useAsk } from '../../../kit/use-ask.ts';
import { t } from './text.ts';

type Channel = OutputOf<'channels.listChannels'>['rows'][number];
type Unknown = OutputOf<'channels.listUnknownSkus'>['rows'][number];

/** Unknown SKUs that stand in the form to begin with; more are pasted, or come when these are done. */
const SHOWN = 200;

/** Many SKUs of a channel at once: typed, or pasted from a spreadsheet and looked at before. */
export default function MapSkus({ params }: ScreenProps) {
  const { channelId = '' } = params;
  const channels = useAsk('channels.listChannels', {});
  const unknown = useAsk('channels.listUnknownSkus', { filter: [{ column: 'channelId', op: 'eq', value: channelId }], limit: SHOWN });
  const failure = channels.failure ?? unknown.failure;
  if (failure && !(channels.output && unknown.output)) return <FailureNote again={unknown.again} failure={failure} />;
  if (!channels.output || !unknown.output) return <Waiting />;
  const { rows } = channels.output;
  const channel = rows.find((c) => c.id === channelId);
  if (!channel) return <EmptyNote title={t('goneChannel')} />;
  return (
    <Page beside={<span className="quiet">{channel.name}</span>} title={t('verb')}>
      {rows.length > 1 ? (
        <NativeSelect
          data={rows.map(({ id, name }) => ({ value: id, label: name }))}
          label={t('channel')}
          onChange={(event) => go(`/mapping/${event.currentTarget.value}`)}
          size="xs"
          value={channelId}
        />
      ) : null}
      <p className="quiet">{t('how')}</p>
      <MapForm channel={channel} key={channelId} unknown={unknown.output.rows} />
    </Page>
  );
}

/** A charge as people name it: by its words or by its code. */
const chargeOf = (typed: string) => {
  const said = typed.trim().toLowerCase();
  return chargeRoles.find((role) => role === said || words(role).toLowerCase() === said);
};

function MapForm({ channel, unknown }: { readonly channel: Channel; readonly unknown: readonly Unknown[] }) {
  const currency = useCurrency();
  const read = ({ lines }: Draft) => {
    const reader = new Reader();
    const decided = lines.flatMap((line, row) => {
      const [item = '', charge = ''] = [line['item'], line['charge']].map((text) => (text ?? '').trim());
      if (item === '' && charge === '') return [];
      const role = charge === '' ? undefined : chargeOf(charge);
      if (charge !== '' && role === undefined)
        reader.say(lineField(row, 'charge'), t('noCharge', { charges: chargeRoles.map((r) => words(r)).join(', ') }));
      const sku = reader.text(lineField(row, 'sku'), line['sku']);
      return [{ sku, ...(item === '' ? {} : { item }), ...(role === undefined ? {} : { charge: role }) }];
    });
    if (decided.length === 0) reader.say(lineField(0, 'item'), t('oneLine'));
    return reader.wrong ? { wrong: reader.wrong } : { input: { channelId: channel.id, lines: decided } };
  };
  const form = useForm({
    verb: t('verb'),
    operation: 'channels.mapSkus',
    start: {
      fields: {},
      lines: [...unknown.map((u) => ({ sku: u.sku, waits: money(u.amount, currency), item: '', charge: '' })), {}],
    },
    read,
    concerns: { key: 'sku', column: { otherwise: 'item', 'channels.mappedTwice': 'sku' } },
    done: () => go(withQuery('/sku-meanings', { channelId: channel.id })),
  });
  return (
    <Form back="/mapping" form={form}>
      <Lines
        columns={[
          { id: 'sku', title: t('sku'), width: 220 },
          { id: 'item', title: t('item'), width: 220 },
          { id: 'charge', title: t('charge'), width: 170 },
          { id: 'title', title: t('title'), shown: (line) => <ItemName sku={line['item'] ?? ''} /> },
          { id: 'waits', title: t('waits', { currency }), width: 120, numeric: true, shown: (line) => line['waits'] ?? '' },
        ]}
        form={form}
        grows
        label={t('lines')}
      />
    </Form>
  );
}

import { useMemo, useState } from 'react';
import { useCurrency } from '../../../client/connection.ts';
import { FailureNote } from '../../../kit/Note.tsx';
import { Table } from '../../../kit/Table.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { moneyColumns, proofColumns } from './columns.ts';
import type { Channel } from './store.ts';
import { t } from './text.ts';

/** Stock layer by layer and open items one by one, against their accounts. */
export function Proof() {
  const currency = useCurrency();
  const { output, failure, again } = useAsk('insight.proof', {});
  const columns = useMemo(() => proofColumns(currency), [currency]);
  if (failure?.forbidden) return null;
  return (
    <section>
      <h2>{t('proof')}</h2>
      {failure && !output ? (
        <FailureNote again={again} failure={failure} />
      ) : (
        <Table
          columns={columns}
          empty={output ? t('no-proof') : t('reading')}
          label={t('proof')}
          rowId={(r) => r.code}
          rows={output ? [...output.stock, ...output.items] : []}
        />
      )}
    </section>
  );
}

/** Follows every cent of a channel through the whole history, so it is asked for only when somebody opens it. */
export function MoneyProof() {
  const [open, setOpen] = useState(false);
  const { output, failure } = useAsk('channels.listChannels', {});
  if (failure?.forbidden || !output) return null;
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('money')}</summary>
      {open ? output.rows.map((channel) => <MoneyOf channel={channel} key={channel.id} />) : null}
      {output.rows.length === 0 ? <p className="quiet">{t('no-channel')}</p> : null}
    </details>
  );
}

function MoneyOf({ channel }: { readonly channel: Channel }) {
  const { output, failure, again } = useAsk('channels.proveMoney', { channelId: channel.id });
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  return (
    <Table
      columns={moneyColumns}
      empty={t('reading')}
      label={t('money-of', { name: channel.name })}
      rowId={(r) => r.id}
      rows={output ? [{ ...channel, ...output }] : []}
    />
  );
}

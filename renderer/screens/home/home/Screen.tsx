import { useMemo } from 'react';
import { useCurrency } from '../../../client/connection.ts';
import { count, moment, money, operationWords } from '../../../kit/format.ts';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import { Figure, Page } from '../../../kit/Page.tsx';
import { Table } from '../../../kit/Table.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { areaColumns, proofColumns } from './columns.ts';
import type { Channel } from './store.ts';

/** The company at a glance: who and when, what waits for somebody, and the two proofs - money and stock. */
export default function Home() {
  const status = useAsk('engine.status', {});
  if (status.failure && !status.output) return <FailureNote again={status.again} failure={status.failure} />;
  if (!status.output) return <Waiting />;
  const { company, seq, chainHead, jobs, outbox } = status.output;
  const atWork = (jobs['waiting'] ?? 0) + (jobs['running'] ?? 0);
  const dead = (jobs['dead'] ?? 0) + (jobs['failed'] ?? 0) + (outbox['dead'] ?? 0);
  return (
    <Page beside={<span className="quiet">{`${company.currency}, ${company.zone}`}</span>} title={company.name}>
      <Counts />
      <MoneyProof />
      <StockProof />
      <section>
        <h2>Engine</h2>
        <dl className="figures">
          <LastCommit seq={seq} />
          <Figure name="Jobs under way" value={count(atWork)} />
          <Figure name="Jobs and messages given up" value={count(dead)} />
          <Figure
            hint="Printed on every backup and every close: whoever keeps a copy can prove that nothing before it was changed"
            name="Head of the audit chain"
            value={<span className="mono">{chainHead}</span>}
          />
        </dl>
      </section>
    </Page>
  );
}

function LastCommit({ seq }: { readonly seq: number }) {
  const last = useAsk('engine.listCommands', { limit: 1 }).output?.rows[0];
  return (
    <>
      <Figure href="#/audit-log" name="Last commit" value={count(seq)} />
      {last ? <Figure hint={last.operation} name={moment(last.at)} value={operationWords(last.operation)} /> : null}
    </>
  );
}

function Counts() {
  const currency = useCurrency();
  const all = useAsk('sales.countOrders', {}).output;
  const open = useAsk('sales.countOrders', { filter: [{ column: 'state', op: 'eq', value: 'open' }] }).output;
  const holds = useAsk('sales.listHolds', { limit: 1 }).output?.counts;
  const shortages = useAsk('fulfillment.listShortages', { limit: 1 }).output;
  const waiting = (severity: string) => (holds ?? []).filter((h) => h.severity === severity).reduce((sum, h) => sum + h.count, 0);
  return (
    <dl className="figures">
      {all ? <Figure href="#/orders" name="Orders" value={count(all.count)} /> : null}
      {open ? <Figure name="Open" value={count(open.count)} /> : null}
      {holds ? <Figure hint="Open holds of orders that block" name="Blocking holds" value={count(waiting('block'))} /> : null}
      {holds ? <Figure name="Warnings" value={count(waiting('warn'))} /> : null}
      {shortages ? (
        <Figure hint={`${count(shortages.short)} units short`} name="Orders short of stock" value={count(shortages.orders)} />
      ) : null}
      {all ? <Figure name={`Ordered net ${currency}`} value={money(all.net, currency)} /> : null}
    </dl>
  );
}

function MoneyProof() {
  const { output, failure, again } = useAsk('channels.listChannels', {});
  if (failure?.forbidden) return null;
  return (
    <section>
      <h2>Money: everything delivered is posted or parked</h2>
      {failure && !output ? <FailureNote again={again} failure={failure} /> : null}
      {output?.rows.map((channel) => (
        <ProofOf channel={channel} key={channel.id} />
      ))}
      {output?.rows.length === 0 ? <p className="quiet">No channel is connected yet.</p> : null}
    </section>
  );
}

function ProofOf({ channel }: { readonly channel: Channel }) {
  const { output, failure, again } = useAsk('channels.proveMoney', { channelId: channel.id });
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  return (
    <Table
      columns={proofColumns}
      empty="Reading …"
      label={`Money of ${channel.name}`}
      rowId={(r) => r.id}
      rows={output ? [{ ...channel, ...output }] : []}
    />
  );
}

function StockProof() {
  const currency = useCurrency();
  const { output, failure, again } = useAsk('inventory.valueByArea', {});
  const columns = useMemo(() => areaColumns(currency), [currency]);
  if (failure?.forbidden) return null;
  return (
    <section>
      <h2>Stock: cost layers equal the inventory accounts</h2>
      {failure && !output ? (
        <FailureNote again={again} failure={failure} />
      ) : (
        <Table
          columns={columns}
          empty={output ? 'There is no warehouse yet.' : 'Reading …'}
          label="Stock value"
          rowId={(r) => r.areaId}
          rows={output?.rows ?? []}
        />
      )}
    </section>
  );
}

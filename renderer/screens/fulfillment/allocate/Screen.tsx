import { Alert, Button } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useEffect, useMemo, useRef } from 'react';
import { action } from '../../../kit/action/action.ts';
import { useAction } from '../../../kit/action/use-action.ts';
import { Tabs } from '../../../kit/Filter.tsx';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import { Page } from '../../../kit/Page.tsx';
import { Table } from '../../../kit/Table.tsx';
import { tell } from '../../../kit/tell.ts';
import { useAsk } from '../../../kit/use-ask.ts';
import { columns } from './columns.ts';
import { outcomesOf } from './outcome.ts';
import { type Due, RUN_MAX, useAllocateView } from './store.ts';
import { t } from './text.ts';

/** Orders that wait for goods, in the order they are served; a run is looked at before it is done: who gets what, who stays short and why. */
export default function Allocate() {
  const { which } = useAllocateView();
  const servable = which === 'servable';
  const due = useAsk('fulfillment.listDue', { servable, limit: RUN_MAX });
  const counted = useAsk('fulfillment.countDue', { servable }).output;
  const options = [
    { value: 'servable', text: t('servable') },
    { value: 'all', text: t('all') },
  ] as const;
  return (
    <Page
      beside={
        <>
          <Tabs choose={(next) => useAllocateView.setState({ which: next })} label={t('which')} options={options} value={which} />
          {counted && counted.orders > 0 ? <span className="quiet">{t('waiting', said(counted.orders, counted.missing))}</span> : null}
        </>
      }
      title={t('title')}
    >
      {due.failure && !due.output ? (
        <FailureNote again={due.again} failure={due.failure} />
      ) : due.output ? (
        <Run due={due.output.rows} empty={servable ? t('empty') : t('emptyAll')} key={which} total={counted?.orders ?? 0} />
      ) : (
        <Waiting />
      )}
    </Page>
  );
}

const said = (orders: number, units: number) => ({ count: orders, units: t('units', { count: units }) });

function Run({ due, empty, total }: { readonly due: readonly Due[]; readonly empty: string; readonly total: number }) {
  const free = due.filter((d) => d.hold === null);
  const orderIds = JSON.stringify(free.map((d) => d.orderId));
  const verb = t('run', { count: free.length });
  const run = useMemo(
    () => action({ verb, operation: 'fulfillment.allocateOrders', input: () => ({ orderIds: JSON.parse(orderIds) as string[] }) }),
    [verb, orderIds],
  );
  const { busy, preview, changed, failure, look, confirm, reset } = useAction(run);
  const button = useRef<HTMLButtonElement>(null);
  const warehouses = useAsk('inventory.listWarehouses', {}).output;
  const outcomes = useMemo(() => {
    const codes = new Map(warehouses?.rows.map((w) => [w.id, w.code]));
    return preview && outcomesOf(preview, due, (id) => codes.get(id) ?? '');
  }, [preview, due, warehouses]);

  useEffect(() => {
    // Other orders than those that were looked at: what was shown no longer holds.
    void orderIds;
    reset();
  }, [orderIds, reset]);
  useEffect(() => {
    // Also after the answer: a button that waits for one lets the keyboard go.
    if (!busy) button.current?.focus();
  }, [busy]);
  const goOn = () => {
    if (busy || free.length === 0) return;
    if (!preview) void look({});
    else
      void confirm().then((done) => {
        if (done) tell(t('done'));
      });
  };
  useHotkeys([['mod+Enter', goOn]]);
  return (
    <>
      {free.length > 0 ? (
        <div className="run">
          <Button loading={busy} onClick={goOn} ref={button} title={t('key')}>
            {preview ? verb : t('show')}
          </Button>
          {outcomes ? <Summary outcomes={[...outcomes.values()]} /> : null}
          {total > due.length ? <span className="quiet">{t('notShown', { count: due.length })}</span> : null}
        </div>
      ) : null}
      {failure ? (
        <Alert color="red" role="alert" variant="light">
          {failure.message}
        </Alert>
      ) : null}
      {changed ? (
        <Alert color="yellow" role="alert" variant="light">
          {t('changed')}
        </Alert>
      ) : null}
      {preview && preview.rowsLeftOut > 0 ? <p className="notice">{t('cut')}</p> : null}
      <Table columns={columns(outcomes)} empty={empty} label={t('title')} rowId={(d) => d.orderId} rows={due} />
      {preview && preview.messages.length > 0 ? (
        <ul aria-label={t('short')} className="told">
          {preview.messages.map((message) => (
            <li key={message}>{message}</li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

function Summary({ outcomes }: { readonly outcomes: readonly { readonly gets: number; readonly short: number }[] }) {
  const winners = outcomes.filter((o) => o.gets > 0);
  const losers = outcomes.filter((o) => o.short > 0);
  const sum = (of: 'gets' | 'short') => outcomes.reduce((total, o) => total + o[of], 0);
  return (
    <p role="status">
      <strong>{winners.length > 0 ? t('result', said(winners.length, sum('gets'))) : t('nobody')}</strong>
      {', '}
      <span className={losers.length > 0 ? 'tone-bad' : 'quiet'}>
        {losers.length > 0 ? t('losers', said(losers.length, sum('short'))) : t('noLoser')}
      </span>
    </p>
  );
}

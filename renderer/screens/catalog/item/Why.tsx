import { useCurrency } from '../../../client/connection.ts';
import { EmptyNote, FailureNote, Waiting } from '../../../kit/Note.tsx';
import { useNames } from '../../../kit/record.ts';
import { useQuery } from '../../../kit/route.ts';
import { Table } from '../../../kit/Table.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { chainColumns, type Step, usesColumns } from './columns.ts';
import type { Trace } from './store.ts';
import { t } from './text.ts';

/** The layers of a cost, each followed by the ones it descends from, the receipt last. */
function chainsOf({ uses, layers }: Trace): readonly Step[] {
  const byId = new Map(layers.map((l) => [l.layerId, l]));
  return [...new Set(uses.map((u) => u.layerId))].flatMap((first) => {
    const steps: Step[] = [];
    for (let layer = byId.get(first); layer; layer = layer.parentLayerId === null ? undefined : byId.get(layer.parentLayerId))
      steps.push({ ...layer, depth: steps.length });
    return steps;
  });
}

/** Why this cost: what a move took from which layer (or what became of a layer), and where the layers come from. */
export function Why() {
  const currency = useCurrency();
  const move = useQuery('move');
  const layer = useQuery('layer');
  const input = move === undefined ? (layer === undefined ? undefined : { layerId: Number(layer) }) : { moveId: Number(move) };
  const { output: trace, failure, again } = useAsk('inventory.traceCost', input);
  const names = useNames([...(trace?.uses ?? []), ...(trace?.layers ?? [])].map((x) => x.sourceId));
  if (!input) return <EmptyNote title={t('why')}>{t('whyChoose')}</EmptyNote>;
  if (failure && !trace) return <FailureNote again={again} failure={failure} />;
  if (!trace) return <Waiting />;
  const chains = chainsOf(trace);
  const uses = (
    <section>
      <h2>{move === undefined ? t('usedBy') : t('whyTitleMove', { id: move })}</h2>
      <Table
        columns={usesColumns(currency, names)}
        empty={t('chainEmpty')}
        label={t('usedBy')}
        rowId={(u) => String(u.lineId)}
        rows={trace.uses}
      />
      {trace.leftOut > 0 ? <p className="quiet">{t('moreLines')}</p> : null}
    </section>
  );
  const chain = (
    <section>
      <h2>{t('chain')}</h2>
      <Table
        columns={chainColumns(currency, names)}
        empty={t('chainEmpty')}
        label={t('chain')}
        rowId={(s) => `${s.layerId}-${s.depth}`}
        rows={chains}
      />
    </section>
  );
  return move === undefined ? (
    <>
      {chain}
      {uses}
    </>
  ) : (
    <>
      {uses}
      {chain}
    </>
  );
}

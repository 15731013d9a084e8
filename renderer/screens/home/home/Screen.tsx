import { useConnection } from '../../../client/connection.ts';
import { count, moment, money, operationWords } from '../../../kit/format.ts';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import { Figure, Page } from '../../../kit/Page.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { periodWords } from './columns.ts';
import { MoneyProof, Proof } from './Proof.tsx';
import { type Kpis, rowsOf } from './store.ts';
import { Trade } from './Trade.tsx';
import { t } from './text.ts';

const HANDS: ReadonlySet<string> = new Set(['orders-due', 'orders-on-hold', 'orders-short', 'exceptions-open']);

/** The company at a glance: what waits for somebody, what happened today, what it earned, and whether stock and books agree. */
export default function Home() {
  const name = useConnection((c) => c.company?.name ?? '');
  const { output, failure, again } = useAsk('insight.kpis', {});
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!output) return <Waiting />;
  return (
    <Page beside={<span className="quiet">{periodWords(output.from, output.to)}</span>} title={name}>
      {output.figures.length === 0 ? <p className="quiet">{t('nothing')}</p> : null}
      <section>
        <h2>{t('hands')}</h2>
        <dl className="figures">
          <Figures kpis={output} wanted={(figure) => HANDS.has(figure)} />
          <GivenUp />
        </dl>
      </section>
      <section>
        <h2>{t('now')}</h2>
        <dl className="figures">
          <Figures kpis={output} wanted={(figure) => !HANDS.has(figure)} />
          {output.fillRate ? <FillRate ppm={output.fillRate.ppm} /> : null}
        </dl>
      </section>
      {output.days ? <Trade days={output.days} kpis={output} /> : null}
      <Proof />
      <MoneyProof />
      <Engine />
    </Page>
  );
}

function Figures({ kpis, wanted }: { readonly kpis: Kpis; readonly wanted: (figure: string) => boolean }) {
  const { currency } = kpis;
  return kpis.figures
    .filter((f) => wanted(f.figure))
    .map((f) => (
      <Figure
        href={`#${rowsOf(f.filter)}`}
        key={f.figure}
        name={t(f.figure, { currency })}
        value={f.unit === 'money' ? money(f.value, currency) : count(f.value)}
      />
    ));
}

const PER_CENT = 10_000;

function FillRate({ ppm }: { readonly ppm: number | null }) {
  const value = ppm === null ? t('nothing-due') : `${count(Math.floor(ppm / PER_CENT))} %`;
  return <Figure hint={t('fill-rate-hint')} href="#/figures/units-still-due" name={t('fill-rate')} value={value} />;
}

function GivenUp() {
  const status = useAsk('engine.status', {}).output;
  if (!status) return null;
  const { jobs, outbox } = status;
  return <Figure name={t('given')} value={count((jobs['dead'] ?? 0) + (jobs['failed'] ?? 0) + (outbox['dead'] ?? 0))} />;
}

function Engine() {
  const status = useAsk('engine.status', {}).output;
  const last = useAsk('engine.listCommands', { limit: 1 }).output?.rows[0];
  if (!status) return null;
  return (
    <section>
      <h2>{t('engine')}</h2>
      <dl className="figures">
        <Figure href="#/audit-log" name={t('commit')} value={count(status.seq)} />
        {last ? <Figure hint={last.operation} name={moment(last.at)} value={operationWords(last.operation)} /> : null}
        <Figure hint={t('chain-hint')} name={t('chain')} value={<span className="mono">{status.chainHead}</span>} />
      </dl>
    </section>
  );
}

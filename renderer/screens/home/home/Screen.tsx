import { addDays } from '../../../../preload/contract/values/day.ts';
import type { Tone } from '../../../kit/column.ts';
import { count, day, moment, money, operationWords, percent } from '../../../kit/format.ts';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import { Figure, Page } from '../../../kit/Page.tsx';
import { useQuery, withQuery } from '../../../kit/route.ts';
import { useAsk } from '../../../kit/use-ask.ts';
import { MoneyProof, Proof } from './Proof.tsx';
import { type Kpis, rowsOf, SPANS } from './store.ts';
import { Tile, Tiles } from './Tiles.tsx';
import { Trade } from './Trade.tsx';
import { t } from './text.ts';

/** What waits for somebody, and how much it presses where there is any. */
const HANDS: Readonly<Record<string, Tone>> = {
  'orders-due': 'warn',
  'orders-on-hold': 'warn',
  'holds-overdue': 'bad',
  'orders-short': 'bad',
  'exceptions-open': 'warn',
};
/** Where what waits is decided, instead of only listed. */
const QUEUES: Readonly<Record<string, string>> = {
  'orders-on-hold': withQuery('/holds', { severity: 'block' }),
  'holds-overdue': withQuery('/holds', { due: 'overdue' }),
};
/** These are told with their days, beside the chart. */
const TRADE: ReadonlySet<string> = new Set(['revenue', 'margin']);
const USUAL = '30';

/** The company at a glance: what waits for somebody, what happened today, what it earned, and whether stock and books agree. */
export default function Home() {
  const asked = useQuery('days');
  const span = SPANS.find((days) => days === asked) ?? USUAL;
  const { output, failure, again } = useAsk('insight.kpis', {});
  // The days end where the engine ends them: today, or the last day that sold anything.
  const lens = output && span !== USUAL ? { from: addDays(output.to, 1 - Number(span)), to: output.to } : undefined;
  const kpis = useAsk('insight.kpis', lens).output ?? output;
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!kpis) return <Waiting />;
  return (
    <Page beside={<span className="quiet">{day(kpis.today)}</span>} title={t('title')}>
      {kpis.figures.length === 0 ? <p className="quiet">{t('nothing')}</p> : null}
      <Tiles title={t('hands')}>
        <Figures kpis={kpis} wanted={(figure) => figure in HANDS} />
        <Approvals />
        <GivenUp />
      </Tiles>
      <Tiles title={t('now')}>
        <Figures kpis={kpis} wanted={(figure) => !(figure in HANDS) && !TRADE.has(figure)} />
        {kpis.fillRate ? <FillRate ppm={kpis.fillRate.ppm} /> : null}
      </Tiles>
      {kpis.days ? (
        <Trade days={kpis.days} kpis={kpis} span={span}>
          <Figures kpis={kpis} wanted={(figure) => TRADE.has(figure)} />
        </Trade>
      ) : null}
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
      <Tile
        key={f.figure}
        name={t(f.figure, { currency })}
        path={QUEUES[f.figure] ?? rowsOf(f.filter)}
        tone={f.value > 0 ? HANDS[f.figure] : undefined}
        value={f.unit === 'money' ? money(f.value, currency) : count(f.value)}
      />
    ));
}

const PER_CENT = 10_000;

function FillRate({ ppm }: { readonly ppm: number | null }) {
  const full = ppm === null ? undefined : Math.floor(ppm / PER_CENT);
  const value = full === undefined ? t('nothing-due') : percent(full, 100);
  return <Tile full={full} hint={t('fill-rate-hint')} name={t('fill-rate')} path="/figures/units-still-due" value={value} />;
}

function Approvals() {
  const waits = useAsk('company.countApprovals', {}).output?.forMe;
  return waits === undefined ? null : (
    <Tile name={t('approvals')} path="/approvals" tone={waits > 0 ? 'warn' : undefined} value={count(waits)} />
  );
}

function GivenUp() {
  const status = useAsk('engine.status', {}).output;
  if (!status) return null;
  const { jobs, outbox } = status;
  const ended = (jobs['dead'] ?? 0) + (jobs['failed'] ?? 0);
  const dead = outbox['dead'] ?? 0;
  return (
    <Tile
      name={t('given')}
      path={ended === 0 && dead > 0 ? '/outbox' : '/jobs'}
      tone={ended + dead > 0 ? 'bad' : undefined}
      value={count(ended + dead)}
    />
  );
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

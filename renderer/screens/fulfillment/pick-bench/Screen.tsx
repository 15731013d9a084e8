import { useState } from 'react';
import { asFailure } from '../../../client/failure.ts';
import { Actions } from '../../../kit/action/Actions.tsx';
import { action } from '../../../kit/action/action.ts';
import { Bench, type Heard } from '../../../kit/bench/Bench.tsx';
import { day } from '../../../kit/format.ts';
import { go, useQuery } from '../../../kit/route.ts';
import { useAsk } from '../../../kit/use-ask.ts';
import { openWave, scanPick, type Task, type Wave } from './store.ts';
import { t } from './text.ts';

const right = (says: string): Heard => ({ tone: 'right', says });
const wrong = (says: string): Heard => ({ tone: 'wrong', says });
const isOpen = (task: Task) => task.state === 'open';

function asked(task: Task | undefined): string {
  if (!task) return t('askWave');
  if (!task.atPlace) return t('askPlace', { place: task.place });
  if (task.lot !== null && !task.lotScanned && task.counted < task.qty)
    return t('askLot', { place: task.place, sku: task.sku, lot: task.lot });
  if (task.counted < task.qty) return t('askProduct', { place: task.place, sku: task.sku });
  return t('askTote', { sku: task.sku, tote: task.tote ?? '' });
}

const linesOf = (wave: Wave | undefined) =>
  (wave?.tasks ?? [])
    .filter((p) => p.state !== 'cancelled')
    .map((p) => ({
      id: String(p.taskId),
      code: `${p.place} ${p.sku}`,
      title: [p.title, p.lot, p.expiresOn === null ? null : day(p.expiresOn), p.tote].filter((part) => part !== null).join(' / '),
      done: isOpen(p) ? p.counted : p.picked,
      of: p.state === 'short' ? p.picked : p.qty,
    }));

/** Picking with a scanner: the wave, then place after place; the engine says whether a scan is right and what comes next. */
export default function PickBench() {
  const [number, setNumber] = useState(useQuery('wave'));
  const [due, setDue] = useState<number>();
  const { output: wave } = useAsk('fulfillment.getWave', number ? { number } : undefined);
  const open = (wave?.tasks ?? []).filter(isOpen);
  const task = open.find((p) => p.taskId === due) ?? open[0];

  const begin = async (code: string): Promise<Heard> => {
    const found = await openWave(code);
    if (!found) return wrong(t('noWave', { code }));
    const left = found.tasks.filter(isOpen).length;
    if (left === 0) return wrong(t('nothing', { number: found.number }));
    setNumber(found.number);
    return right(t('opened', { number: found.number, count: left }));
  };
  const pick = async (of: Wave, at: Task, code: string): Promise<Heard> => {
    const heard = await scanPick(at.taskId, code);
    if (!heard) return right(code);
    setDue(heard.nextTaskId ?? undefined);
    if (heard.nextTaskId === null) {
      setNumber(undefined);
      return right(t('done', { number: of.number }));
    }
    if (heard.expects === 'done') return right(t('picked', { sku: at.sku }));
    if (!at.atPlace) return right(t('atPlace', { place: at.place, of: at.qty, sku: at.sku }));
    if (heard.expects === 'product' && at.lot !== null && !at.lotScanned && heard.counted === at.counted)
      return right(t('lotRight', { lot: at.lot }));
    return right(t('counted', { sku: at.sku, done: heard.counted, of: at.qty }));
  };
  const scan = async (code: string): Promise<Heard> => {
    try {
      return await (wave && task ? pick(wave, task, code) : begin(code));
    } catch (error) {
      return wrong(asFailure(error).message);
    }
  };
  const short =
    task &&
    action({
      verb: t('short', { sku: task.sku }),
      operation: 'fulfillment.shortPick',
      input: () => ({ taskId: task.taskId }),
      grave: true,
    });
  return (
    <Bench
      asks={asked(task)}
      leave={() => (number ? setNumber(undefined) : go('/waves'))}
      lines={linesOf(wave)}
      scan={scan}
      title={wave ? t('wave', { number: wave.number }) : t('title')}
    >
      <Actions actions={short && task.atPlace ? [short] : []} even />
    </Bench>
  );
}

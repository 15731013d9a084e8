import { useEffect, useState } from 'react';
import { asFailure } from '../../../client/failure.ts';
import { Bench, type Heard } from '../../../kit/bench/Bench.tsx';
import { readWhole } from '../../../kit/form/read.ts';
import { go } from '../../../kit/route.ts';
import { carried, openTasks, type Task } from './store.ts';
import { t } from './text.ts';

const right = (says: string): Heard => ({ tone: 'right', says });
const wrong = (says: string): Heard => ({ tone: 'wrong', says });
const same = (code: string, place: string) => code.toLowerCase() === place.toLowerCase();
const whatOf = ({ sku, lot }: Task) => (lot === null ? sku : t('lot', { sku, lot }));

/** The task somebody stands at the reserve of, and how many they take along. */
interface Taken {
  readonly taskId: number;
  readonly qty: number;
}

/** Carrying goods to their faces with a scanner: the place they are taken from, how many if there are fewer, and the face. */
export default function ReplenishBench() {
  const [tasks, setTasks] = useState<readonly Task[]>([]);
  const [taken, setTaken] = useState<Taken>();
  const task = tasks.find((one) => one.taskId === taken?.taskId) ?? tasks[0];

  const look = async (): Promise<Heard | undefined> => {
    try {
      const found = await openTasks();
      setTasks(found);
      return found.length === 0 ? right(t('nothing')) : undefined;
    } catch (error) {
      return wrong(asFailure(error).message);
    }
  };
  useEffect(() => {
    // What goes wrong here is said when somebody presses Enter to look again.
    void openTasks().then(setTasks, () => setTasks([]));
  }, []);

  const takeFrom = (code: string): Heard => {
    const found = (task && same(code, task.from) ? task : undefined) ?? tasks.find((one) => same(code, one.from));
    if (!found) return wrong(task ? t('wrongPlace', { code, from: task.from }) : t('nothing'));
    setTaken({ taskId: found.taskId, qty: found.qty });
    return right(t('here', { from: found.from, qty: found.qty, what: whatOf(found) }));
  };
  const bring = async (of: Task, { taskId, qty }: Taken, code: string): Promise<Heard> => {
    const typed = same(code, of.to) ? undefined : readWhole(code);
    if (typed !== undefined && typed >= 0) {
      if (typed > of.qty) return wrong(t('tooMany', { qty: typed, of: of.qty }));
      setTaken({ taskId, qty: typed });
      return right(t('fewer', { qty: typed, of: of.qty, to: of.to }));
    }
    const done = await carried(taskId, code, qty);
    setTaken(undefined);
    setTasks(await openTasks());
    const said = { moved: done?.moved ?? qty, sku: of.sku, to: of.to, from: of.from };
    return right(t((done?.short ?? 0) > 0 ? 'short' : 'done', said));
  };
  const scan = async (code: string): Promise<Heard> => {
    try {
      return await (task && taken ? bring(task, taken, code) : takeFrom(code));
    } catch (error) {
      return wrong(asFailure(error).message);
    }
  };
  const asks = !task ? t('none') : taken ? t('take', { qty: taken.qty, what: whatOf(task), to: task.to }) : t('go', { from: task.from });
  return (
    <Bench
      asks={asks}
      leave={() => (taken ? setTaken(undefined) : go('/replenishment'))}
      lines={tasks.map((one) => ({ id: String(one.taskId), code: whatOf(one), title: `${one.from} > ${one.to}`, done: 0, of: one.qty }))}
      next={task ? undefined : { says: t('look'), run: look }}
      scan={scan}
      title={task ? t('task', { sku: task.sku, to: task.to }) : t('title')}
    />
  );
}

import type { OutputOf } from '../../../client/operations.ts';
import { type Action, action } from '../../../kit/action/action.ts';
import { type Column, negative } from '../../../kit/column.ts';
import { Detail } from '../../../kit/detail/Detail.tsx';
import { History } from '../../../kit/detail/History.tsx';
import { useReasons } from '../../../kit/form/places.ts';
import { count, day, moment, words } from '../../../kit/format.ts';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import type { ScreenProps } from '../../../kit/screen.ts';
import { Table } from '../../../kit/Table.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { CountForm } from './CountForm.tsx';
import { t } from './text.ts';

type Task = OutputOf<'inventory.getCountTask'>;
type Line = Task['lines'][number];
const some = (qty: number | null): string => (qty === null ? '' : count(qty));
const off = (l: Line): number => (l.counted === null || l.expected === null ? 0 : l.counted - l.expected);

const columns: readonly Column<Line>[] = [
  { id: 'sku', title: t('sku'), width: 170, text: (l) => l.sku, link: (l) => `/items/${l.itemId}` },
  { id: 'item', title: t('item'), grow: true, text: (l) => l.title },
  { id: 'first', title: t('first'), width: 110, numeric: true, text: (l) => some(l.firstCounted) },
  { id: 'counted', title: t('counted'), width: 110, numeric: true, text: (l) => some(l.counted) },
  { id: 'expected', title: t('expected'), width: 110, numeric: true, text: (l) => some(l.expected) },
  {
    id: 'difference',
    title: t('difference'),
    width: 110,
    numeric: true,
    text: (l) => (off(l) === 0 ? '' : count(off(l))),
    tone: (l) => negative(off(l)),
  },
];

/** Books the count, or gives it up, as long as nothing was booked. */
function actionsOf(task: Task, reasons: readonly { readonly value: string; readonly text: string }[]): readonly Action[] {
  const expect = [{ id: task.id, revision: task.revision }];
  const giveUp = action({
    verb: t('give'),
    operation: 'inventory.cancelCountTask',
    input: () => ({ taskId: task.id }),
    expect,
    grave: true,
  });
  if (task.state === 'posted' || task.state === 'cancelled') return [];
  if (task.state !== 'counted') return [giveUp];
  return [
    action({
      verb: t('book'),
      operation: 'inventory.postCountTask',
      asks: [
        { name: 'reasonCode', label: t('reason'), kind: 'choice', options: reasons, start: reasons[0]?.value ?? '' },
        { name: 'memo', label: t('memo'), kind: 'text', optional: true },
      ],
      input: ({ reasonCode = '', memo = '' }) => ({ taskId: task.id, reasonCode, memo }),
      expect,
    }),
    giveUp,
  ];
}

/** One count: blind while it is counted, then what was found beside what the books expected, and booking it. */
export default function CountTask({ params }: ScreenProps) {
  const { output: task, failure, again } = useAsk('inventory.getCountTask', { taskId: params['id'] ?? '' });
  const reasons = useReasons('count') ?? [];
  if (failure && !task) return <FailureNote again={again} failure={failure} />;
  if (!task) return <Waiting />;
  const counting = task.state === 'open' || task.state === 'recount';
  return (
    <Detail
      actions={actionsOf(task, reasons)}
      crumb={{ title: t('plan'), path: '/count-tasks' }}
      even={counting}
      facts={[
        { name: t('place'), value: task.locationCode, path: `/places/${task.locationId}` },
        { name: t('warehouse'), value: task.warehouseCode },
        { name: t('planned'), value: day(task.plannedOn) },
        ...(task.countedAt === null ? [] : [{ name: t('countedAt'), value: moment(task.countedAt) }]),
        ...(task.documentId === null ? [] : [{ name: t('paper'), value: t('show'), path: `/stock-documents/${task.documentId}` }]),
      ]}
      state={{ word: words(task.state), tone: task.state === 'posted' ? 'good' : task.state === 'cancelled' ? 'quiet' : 'warn' }}
      tabs={[
        {
          id: 'lines',
          title: t('lines'),
          count: task.lines.length,
          body: () =>
            counting ? (
              <CountForm key={`${task.id} ${task.revision}`} task={task} />
            ) : (
              <Table columns={columns} empty={t('none')} label={t('lines')} rowId={(l) => l.itemId} rows={task.lines} />
            ),
        },
        { id: 'history', title: t('history'), body: () => <History id={task.id} table="count_task" /> },
      ]}
      title={task.number}
    />
  );
}

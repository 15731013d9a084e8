import type { OutputOf } from '../../../client/operations.ts';
import { type Draft, lineField, typedRows } from '../../../kit/form/draft.ts';
import { Form } from '../../../kit/form/Form.tsx';
import { ItemName } from '../../../kit/form/ItemName.tsx';
import { Lines } from '../../../kit/form/Lines.tsx';
import { Reader } from '../../../kit/form/parse.ts';
import { useForm } from '../../../kit/form/use-form.ts';
import { go } from '../../../kit/route.ts';
import { t } from './text.ts';

type Task = OutputOf<'inventory.getCountTask'>;

/** What stands there, typed product by product without being told what should. */
export function CountForm({ task }: { readonly task: Task }) {
  const wanted = task.state === 'recount' ? task.lines.filter((l) => l.again) : task.lines;
  const read = ({ lines }: Draft) => {
    const reader = new Reader();
    const rows = typedRows(lines, 'counted');
    if (rows.length === 0) reader.say(lineField(0, 'counted'), t('oneLine'));
    const counted = rows.map(({ line, row }) => {
      const { qty, ...pack } = reader.packed(lineField(row, 'counted'), line['counted']);
      return { sku: reader.text(lineField(row, 'sku'), line['sku']), counted: qty, ...pack };
    });
    return reader.wrong ? { wrong: reader.wrong } : { input: { taskId: task.id, lines: counted } };
  };
  const form = useForm({
    verb: t('record'),
    operation: 'inventory.recordCount',
    start: { fields: {}, lines: [...wanted.map(({ sku }) => ({ sku })), {}] },
    read,
    expect: [{ id: task.id, revision: task.revision }],
    concerns: { key: 'sku', sent: 'counted', column: { otherwise: 'counted', 'engine.notFound': 'sku' } },
    done: () => go(`/count-tasks/${task.id}`),
  });
  return (
    <Form back="/count-tasks" form={form}>
      <p className="quiet">{t(task.state === 'recount' ? 'againNote' : 'blind')}</p>
      <Lines
        columns={[
          { id: 'sku', title: t('sku'), width: 190, shown: (_, row) => wanted[row]?.sku },
          { id: 'item', title: t('item'), shown: (line, row) => wanted[row]?.title ?? <ItemName sku={line['sku'] ?? ''} /> },
          { id: 'counted', title: t('counted'), packs: true, width: 160, numeric: true },
        ]}
        form={form}
        grows
        label={t('lines')}
      />
    </Form>
  );
}

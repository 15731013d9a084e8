import { useState } from 'react';
import type { ListName } from '../../../preload/contract/lists.ts';
import { asFailure } from '../../client/failure.ts';
import type { InputOf } from '../../client/operations.ts';
import { send } from '../../client/send.ts';
import type { Column } from '../column.ts';
import { FileMenu } from '../export/FileMenu.tsx';
import { useHandedOver } from '../export/use-handed-over.ts';
import type { SortBy } from '../grid-view.ts';
import { tell } from '../tell.ts';
import type { ListChoice } from './list-source.ts';
import { sentence } from './sentence.ts';
import { t } from './text.ts';

type Export = InputOf<'engine.exportList'>;

/**
 * Exports every row that matches, as a job: the columns of the list in their order, the filter in words on a second sheet. The file
 * comes by itself when it is written.
 */
export function ExportButton(props: {
  readonly list: ListName;
  readonly name: string;
  readonly columns: readonly Column<never>[];
  readonly choice: ListChoice;
  readonly sort: readonly SortBy[];
}) {
  const [jobId, setJobId] = useState<string>();
  const { output, goesOn, again } = useHandedOver('engine.getExport', jobId, props.name);
  const start = (format: Export['format']) =>
    send('engine.exportList', questionOf(props, format)).then(
      ({ output: started }) => setJobId(started?.jobId),
      (thrown: unknown) => tell(asFailure(thrown).message, 'bad'),
    );
  const stop = () => {
    if (jobId === undefined) return;
    send('engine.cancelExport', { jobId }).then(again, (thrown: unknown) => tell(asFailure(thrown).message, 'bad'));
  };
  if (goesOn)
    return (
      <button className="plain" onClick={stop} title={t('exportStop')} type="button">
        {t('exporting', { done: output?.done ?? 0 })}
      </button>
    );
  const forms = [
    { format: 'xlsx', text: t('exportXlsx') },
    { format: 'csv', text: t('exportCsv') },
  ] as const;
  return <FileMenu forms={forms} label={t('export')} start={start} writing={false} />;
}

function questionOf(props: Parameters<typeof ExportButton>[0], format: Export['format']): Export {
  const { list, name, columns, choice, sort } = props;
  const conditions = choice.filter.flatMap((f) => {
    const column = columns.find((c) => c.filter?.by === f.column);
    return column?.filter ? [sentence(f, column.title, column.filter)] : [];
  });
  return {
    list,
    format,
    name,
    columns: columns.map((c) => ({ field: c.field ?? c.id, title: c.title })),
    filter: [...choice.filter],
    sort: [...sort],
    conditions,
    ...(choice.search === '' ? {} : { search: choice.search }),
    ...(Object.keys(choice.given).length === 0 ? {} : { given: choice.given as NonNullable<Export['given']> }),
  };
}

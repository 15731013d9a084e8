import { Menu } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { ListName } from '../../../preload/contract/lists.ts';
import { asFailure } from '../../client/failure.ts';
import { download } from '../../client/files.ts';
import type { InputOf } from '../../client/operations.ts';
import { send } from '../../client/send.ts';
import type { Column } from '../column.ts';
import type { SortBy } from '../grid-view.ts';
import { tell } from '../tell.ts';
import { useAsk } from '../use-ask.ts';
import type { ListChoice } from './list-source.ts';
import { sentence } from './sentence.ts';
import { t } from './text.ts';

type Export = InputOf<'engine.exportList'>;

/** How often a running export is asked how far it is. */
const LOOK_MS = 700;
const ENDED: ReadonlySet<string> = new Set(['done', 'dead', 'failed', 'cancelled']);

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
  const { output, again } = useAsk('engine.getExport', jobId === undefined ? undefined : { jobId });
  const state = output?.state;
  const fileId = output?.fileId;
  const error = output?.error;
  const ended = state !== undefined && ENDED.has(state);
  const running = jobId !== undefined && !ended;

  useEffect(() => {
    if (!running) return undefined;
    const timer = setInterval(again, LOOK_MS);
    return () => clearInterval(timer);
  }, [running, again]);

  const { name } = props;
  const told = useRef<string>(undefined);
  useEffect(() => {
    // An answer may come again for another reason; the file comes once.
    if (jobId === undefined || !ended || told.current === jobId) return;
    told.current = jobId;
    if (state !== 'done' || !fileId) {
      tell(t('exportEnded', { error: error ?? state ?? '' }), 'bad', jobId);
      return;
    }
    download(fileId).then(
      () => tell(t('exported', { name }), 'good', jobId),
      (thrown: unknown) => tell(asFailure(thrown).message, 'bad', jobId),
    );
  }, [jobId, ended, state, fileId, error, name]);

  const start = (format: Export['format']) => {
    send('engine.exportList', questionOf(props, format)).then(
      ({ output: started }) => setJobId(started?.jobId),
      (thrown: unknown) => tell(asFailure(thrown).message, 'bad'),
    );
  };
  const stop = () => {
    if (jobId === undefined) return;
    send('engine.cancelExport', { jobId }).then(again, (thrown: unknown) => tell(asFailure(thrown).message, 'bad'));
  };
  if (running)
    return (
      <button className="plain" onClick={stop} title={t('exportStop')} type="button">
        {t('exporting', { done: output?.done ?? 0 })}
      </button>
    );
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 0 }} withInitialFocusPlaceholder={false} withinPortal>
      <Menu.Target>
        <button className="plain" type="button">
          {t('export')}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => start('xlsx')}>{t('exportXlsx')}</Menu.Item>
        <Menu.Item onClick={() => start('csv')}>{t('exportCsv')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
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

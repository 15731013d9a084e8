import { Alert, Button, Group, Modal, Stack } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Effects } from '../action/Effects.tsx';
import { lineField } from './draft.ts';
import type { LineColumn } from './Lines.tsx';
import type { Pasted, PastedRow } from './paste.ts';
import { t } from './text.ts';
import type { Checked, FormState } from './use-form.ts';

/**
 * What a paste would make of the lines of a form: every cell as it is and as it would be, with what the form and the engine's dry run say
 * against it. Nothing is taken over before it is confirmed, and nothing is sent by it.
 */
export function PasteDialog(props: {
  readonly form: FormState;
  readonly pasted: Pasted;
  readonly columns: readonly LineColumn[];
  readonly close: () => void;
}) {
  const { form, pasted, close } = props;
  const [checked, setChecked] = useState<Checked>();
  const { check } = form;
  const { lines, rows, surplus } = pasted;
  useEffect(() => {
    let wanted = true;
    void check(lines).then((found) => {
      if (wanted) setChecked(found);
    });
    return () => {
      wanted = false;
    };
  }, [check, lines]);
  const columns = props.columns.filter((c) => pasted.columns.includes(c.id));
  const wrongs = rows.filter((r) => columns.some((c) => checked?.wrong[lineField(r.row, c.id)] !== undefined)).length;
  return (
    <Modal closeButtonProps={{ 'aria-label': t('back') }} onClose={close} opened size="xl" title={t('paste', { count: rows.length })}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          // The dialog stands inside the form whose lines it changes.
          event.stopPropagation();
          form.setLines(lines);
          close();
        }}
      >
        <Stack gap="sm">
          {surplus > 0 ? (
            <Alert color="yellow" role="alert" variant="light">
              {t('surplus', { count: surplus })}
            </Alert>
          ) : null}
          {wrongs > 0 ? (
            <Alert color="red" role="alert" variant="light">
              {t('pasteWrong', { count: wrongs })}
            </Alert>
          ) : null}
          {checked?.above === undefined ? null : (
            <Alert color="red" role="alert" variant="light">
              {checked.above}
            </Alert>
          )}
          <div className="paste-rows">
            <table aria-label={t('pasteRows')} className="table">
              <thead>
                <tr>
                  <th className="number" scope="col">
                    {t('lineNo')}
                  </th>
                  {columns.map((c) => (
                    <th className={c.numeric ? 'number' : undefined} key={c.id} scope="col">
                      {c.title}
                    </th>
                  ))}
                  <th scope="col">{t('becomes')}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((r) => (
                  <Row checked={checked} columns={columns} key={r.row} pasted={r} />
                ))}
              </tbody>
            </table>
          </div>
          {checked?.preview ? <Effects preview={checked.preview} /> : null}
          <Group justify="flex-end">
            <Button onClick={close} variant="default">
              {t('back')}
            </Button>
            <Button data-autofocus disabled={rows.length === 0} loading={checked === undefined} type="submit">
              {t('takeOver', { count: rows.length })}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function Row({
  pasted,
  columns,
  checked,
}: {
  readonly pasted: PastedRow;
  readonly columns: readonly LineColumn[];
  readonly checked: Checked | undefined;
}) {
  const { row, before, after } = pasted;
  const changed = columns.some((c) => (before?.[c.id] ?? '') !== (after[c.id] ?? ''));
  return (
    <tr>
      <td className="number">{row + 1}</td>
      {columns.map(({ id, numeric }) => {
        const [was, is] = [before?.[id] ?? '', after[id] ?? ''];
        const wrong = checked?.wrong[lineField(row, id)];
        return (
          <td className={numeric ? 'number' : undefined} key={id}>
            {was !== is && was !== '' ? <s className="quiet">{was}</s> : null} <span>{is}</span>
            {wrong === undefined ? null : <p className="wrong">{wrong}</p>}
          </td>
        );
      })}
      <td className="quiet">{t(before === undefined ? 'newLine' : changed ? 'changedLine' : 'sameLine')}</td>
    </tr>
  );
}

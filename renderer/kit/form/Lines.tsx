import { type ClipboardEvent, type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { type Line, lineField, typedRows } from './draft.ts';
import { PasteDialog } from './PasteDialog.tsx';
import { cellsOf, isTable, type Pasted, pasteInto } from './paste.ts';
import { t } from './text.ts';
import type { FormState } from './use-form.ts';

/** A column of the lines of a form: typed into, or shown from what stands in the line. */
export interface LineColumn {
  readonly id: string;
  readonly title: string;
  /** Counts single units or packs, which is said beside the title. */
  readonly packs?: true;
  readonly width?: number;
  readonly numeric?: boolean;
  /** What is shown instead of a field; undefined where the line is typed into after all. */
  readonly shown?: (line: Line, row: number) => ReactNode | undefined;
}

/**
 * The lines of a form as a table that is typed into like a spreadsheet: Tab goes right, Enter and arrows go down and up,
 * Ctrl Backspace takes a line out. With `grows` a new line is there as soon as the last one is typed into. Rows pasted from a spreadsheet
 * are shown with what they would change before they are taken over.
 */
export function Lines(props: {
  readonly form: FormState;
  readonly columns: readonly LineColumn[];
  readonly label: string;
  readonly grows?: boolean;
  /** Column that names what a line is about: pasted rows find their line by it. */
  readonly byColumn?: string;
  /** Column that tells lines about the same thing apart. */
  readonly besides?: string;
}) {
  const { form, columns, label, grows = false, byColumn = 'sku', besides } = props;
  const [pasted, setPasted] = useState<Pasted>();
  const { lines } = form.draft;
  const table = useRef<HTMLTableElement>(null);
  const to = (row: number, column: string) => table.current?.querySelector<HTMLElement>(`[name="${lineField(row, column)}"]`)?.focus();
  const typed = (row: number, column: string, text: string) => {
    if (grows && row === lines.length - 1 && text !== '')
      form.setLines([...lines.map((l, i) => (i === row ? { ...l, [column]: text } : l)), {}]);
    else form.sayLine(row, column, text);
  };
  const takeOut = (row: number) => {
    const rest = lines.filter((_, i) => i !== row);
    form.setLines(rest.length > 0 ? rest : [{}]);
  };
  const paste = (event: ClipboardEvent, row: number, column: string) => {
    const text = event.clipboardData.getData('text/plain');
    if (!isTable(text)) return;
    event.preventDefault();
    // What is only shown is never pasted into; what names a line is matched even where it is shown.
    const into = columns.filter((c) => c.id === byColumn || lines.some((line, i) => c.shown?.(line, i) === undefined));
    const by = into.some((c) => c.id === byColumn) ? byColumn : undefined;
    setPasted(pasteInto(lines, cellsOf(text), { columns: into, key: by, besides, row, column, grows }));
  };
  const key = (event: KeyboardEvent, row: number, column: string) => {
    const mod = event.ctrlKey || event.metaKey;
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' || (event.key === 'Enter' && !mod) ? 1 : 0;
    if (step !== 0) {
      event.preventDefault();
      to(row + step, column);
    } else if (mod && event.key === 'Backspace' && grows) {
      event.preventDefault();
      takeOut(row);
    }
  };
  return (
    <>
      <table aria-label={label} className="table lines" ref={table}>
        <colgroup>
          {columns.map((c) => (
            <col key={c.id} width={c.width} />
          ))}
          {grows ? <col width={34} /> : null}
        </colgroup>
        <thead>
          <tr>
            {columns.map((c) => (
              <th className={c.numeric ? 'number' : undefined} key={c.id} scope="col">
                {c.title}
                {c.packs ? <span className="quiet"> {t('orPack')}</span> : null}
              </th>
            ))}
            {grows ? <th aria-hidden="true" /> : null}
          </tr>
        </thead>
        <tbody>
          {lines.map((line, row) => (
            // A line is known by its place: it is nothing else until it is sent.
            <tr key={row}>
              {columns.map((c) => {
                const name = lineField(row, c.id);
                const wrong = form.wrong[name];
                const shown = c.shown?.(line, row);
                return (
                  <td className={c.numeric ? 'number' : undefined} key={c.id}>
                    {shown !== undefined ? (
                      <span className="cell">{shown}</span>
                    ) : (
                      <>
                        <input
                          aria-describedby={wrong === undefined ? undefined : `${name}-wrong`}
                          aria-invalid={wrong !== undefined}
                          aria-label={t('line', { column: c.title, n: row + 1 })}
                          autoComplete="off"
                          name={name}
                          onChange={(event) => typed(row, c.id, event.currentTarget.value)}
                          onKeyDown={(event) => key(event, row, c.id)}
                          onPaste={(event) => paste(event, row, c.id)}
                          spellCheck={false}
                          value={line[c.id] ?? ''}
                        />
                        {wrong === undefined ? null : (
                          <p className="wrong" id={`${name}-wrong`} role="alert">
                            {wrong}
                          </p>
                        )}
                      </>
                    )}
                  </td>
                );
              })}
              {grows ? (
                <td>
                  {typedRows([line]).length > 0 ? (
                    <button
                      aria-label={t('remove', { n: row + 1 })}
                      className="plain"
                      onClick={() => takeOut(row)}
                      tabIndex={-1}
                      type="button"
                    >
                      ×
                    </button>
                  ) : null}
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
      {pasted ? <PasteDialog close={() => setPasted(undefined)} columns={columns} form={form} pasted={pasted} /> : null}
    </>
  );
}

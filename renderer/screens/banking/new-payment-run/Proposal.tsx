import { Cell } from '../../../kit/Cell.tsx';
import { money } from '../../../kit/format.ts';
import { columns, type Proposed } from './columns.ts';
import { t } from './text.ts';

/** What is due, each with a box where it can be paid; the last line says what is chosen. */
export function Proposal(props: {
  readonly rows: readonly Proposed[];
  readonly currency: string;
  readonly left: ReadonlySet<string>;
  readonly turn: (id: string, paid: boolean) => void;
}) {
  const { rows, currency, left, turn } = props;
  const shown = columns(currency);
  const chosen = rows.filter((p) => p.problem === null && !left.has(p.id));
  const sum = (of: 'open' | 'discount' | 'pay') =>
    money(
      chosen.reduce((total, p) => total + p[of], 0),
      currency,
    );
  const sums: Readonly<Record<string, string>> = {
    supplier: t('sum', { count: new Set(chosen.map((p) => p.partyId)).size }),
    open: sum('open'),
    discount: sum('discount'),
    pay: sum('pay'),
  };
  return (
    <table aria-label={t('proposal')} className="table">
      <colgroup>
        <col width={36} />
        {shown.map((c) => (
          <col key={c.id} width={c.grow ? undefined : c.width} />
        ))}
      </colgroup>
      <thead>
        <tr>
          <th aria-label={t('verb')} scope="col" />
          {shown.map((c) => (
            <th className={c.numeric ? 'number' : undefined} key={c.id} scope="col">
              {c.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((p) => (
          <tr key={p.id}>
            <td>
              {p.problem === null ? (
                <input
                  aria-label={t('choose', { number: p.number })}
                  checked={!left.has(p.id)}
                  onChange={(e) => turn(p.id, e.currentTarget.checked)}
                  type="checkbox"
                />
              ) : null}
            </td>
            {shown.map((c) => (
              <td className={c.numeric ? 'number' : undefined} key={c.id}>
                <Cell column={c} row={p} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          {shown.map((c, i) => (
            <td colSpan={i === 0 ? 2 : 1} className={c.numeric ? 'number' : undefined} key={c.id}>
              {sums[c.id] ?? ''}
            </td>
          ))}
        </tr>
      </tfoot>
    </table>
  );
}

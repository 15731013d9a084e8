import { Fragment } from 'react';
import { Actions } from '../../../kit/action/Actions.tsx';
import type { Action } from '../../../kit/action/action.ts';
import { day, money } from '../../../kit/format.ts';
import { linkTo } from '../../../kit/route.ts';
import { type Line, type Suggested, whatFor, whyOf } from './answers.ts';
import { t } from './text.ts';

const COLUMNS = 5;

/** Open lines one below the other; the one somebody stands on shows what it may be for, and what can be done with it. */
export function OpenLines(props: {
  readonly lines: readonly Line[];
  readonly at: number;
  readonly currency: string;
  readonly choose: (at: number) => void;
  readonly actions: (line: Line) => readonly Action[];
}) {
  const { lines, at, currency, choose, actions } = props;
  return (
    <table aria-label={t('lines')} className="table open-lines">
      <colgroup>
        <col width={100} />
        <col width={200} />
        <col />
        <col width={320} />
        <col width={130} />
      </colgroup>
      <thead>
        <tr>
          <th scope="col">{t('booked')}</th>
          <th scope="col">{t('name')}</th>
          <th scope="col">{t('label')}</th>
          <th scope="col">{t('suggestion')}</th>
          <th className="number" scope="col">
            {t('amount', { currency })}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line, i) => (
          <Fragment key={line.id}>
            <tr aria-current={i === at} onClick={() => choose(i)}>
              <td>
                <a href={linkTo(`/bank-lines/${line.id}`)}>{day(line.bookedOn)}</a>
              </td>
              <td title={line.name ?? ''}>{line.name}</td>
              <td title={line.label}>{line.label}</td>
              <td>{line.suggestions[0] ? <Why suggested={line.suggestions[0]} /> : <span className="quiet">{t('none')}</span>}</td>
              <td className={line.open < 0 ? 'number bad' : 'number'}>{money(line.open, currency)}</td>
            </tr>
            {i === at ? (
              <tr className="line-more">
                <td colSpan={COLUMNS}>
                  <ol aria-label={t('suggestion')}>
                    {line.suggestions.map((s) => (
                      <li key={JSON.stringify(s.parts)}>
                        <Why suggested={s} /> <span>{whatFor(s, currency)}</span>
                        {s.rest === 0 ? null : <span className="quiet"> {t('rest', { rest: money(s.rest, currency) })}</span>}
                      </li>
                    ))}
                  </ol>
                  <Actions actions={actions(line)} even={line.suggestions.length === 0} />
                </td>
              </tr>
            ) : null}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

/** Why something is suggested; a coloured dot and a word where nothing competes with it. */
function Why({ suggested }: { readonly suggested: Suggested }) {
  return (
    <span className="state">
      <i aria-hidden="true" className={`dot dot-${suggested.sure ? 'good' : 'warn'}`} />
      <span>
        {whyOf(suggested)} {suggested.sure ? <span className="quiet">{t('sure')}</span> : null}
      </span>
    </span>
  );
}

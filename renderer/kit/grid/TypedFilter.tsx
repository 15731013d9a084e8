import { type SubmitEvent, useState } from 'react';
import type { Filter } from '../../../preload/contract/values/page.ts';
import type { ColumnFilter } from '../column.ts';
import { money } from '../format.ts';
import { t } from './text.ts';
import { filterOf, OPS, type Typed, typedOf } from './typed-filter.ts';

const SAID = {
  text: { startsWith: 'opBegins', eq: 'opIs' },
  number: { eq: 'opIs', gte: 'opAtLeast', lte: 'opAtMost', between: 'opBetween' },
  money: { eq: 'opIs', gte: 'opAtLeast', lte: 'opAtMost', between: 'opBetween' },
  day: { eq: 'opOn', gte: 'opSince', lte: 'opUntil', between: 'opBetween' },
} as const;
/** In minor units: large enough to show how groups and decimals are written here. */
const EXAMPLE = 125_050;
const WRONG = { text: 'badText', number: 'badWhole', day: 'badDay' } as const;

/** A condition on a text, a number, an amount or a day. */
export function TypedFilter(props: {
  readonly by: ColumnFilter & { readonly kind: keyof typeof OPS };
  readonly filter: Filter | undefined;
  readonly set: (filter: Filter) => void;
}) {
  const { by, filter, set } = props;
  const [typed, setTyped] = useState<Typed>(() => typedOf(filter, by));
  const [wrong, setWrong] = useState(false);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const next = filterOf(typed, by);
    if (next) set(next);
    else setWrong(true);
  };
  const said: Readonly<Record<string, Parameters<typeof t>[0]>> = SAID[by.kind];
  const input = (name: 'from' | 'to', label: string) => (
    <input
      aria-invalid={wrong || undefined}
      aria-label={label}
      inputMode={by.kind === 'money' || by.kind === 'number' ? 'decimal' : undefined}
      onChange={(e) => {
        setWrong(false);
        setTyped({ ...typed, [name]: e.target.value });
      }}
      type={by.kind === 'day' ? 'date' : 'text'}
      value={typed[name]}
    />
  );
  return (
    <form className="grid-filter" onSubmit={submit}>
      <select aria-label={t('condition')} onChange={(e) => setTyped({ ...typed, op: e.target.value as Typed['op'] })} value={typed.op}>
        {OPS[by.kind].map((op) => (
          <option key={op} value={op}>
            {t(said[op] ?? 'opIs')}
          </option>
        ))}
      </select>
      <div className="row">
        {input('from', typed.op === 'between' ? t('from') : t('value'))}
        {typed.op === 'between' ? input('to', t('to')) : null}
      </div>
      {wrong ? (
        <p className="error" role="alert">
          {by.kind === 'money' ? t('badNumber', { example: money(EXAMPLE, by.currency) }) : t(WRONG[by.kind])}
        </p>
      ) : null}
      <button className="primary" type="submit">
        {t('apply')}
      </button>
    </form>
  );
}

import type { ReactNode } from 'react';
import { t } from './text.ts';

/** What was found in a file before anything is done with it: figures with their names, and what else has to be said. */
export function Inside(props: {
  readonly name: string;
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly children?: ReactNode;
}) {
  const title = t('inside', { name: props.name });
  return (
    <section aria-label={title} className="effects">
      <h2>{title}</h2>
      <dl className="facts">
        {props.facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <strong>{value}</strong>
            </dd>
          </div>
        ))}
      </dl>
      {props.children}
    </section>
  );
}

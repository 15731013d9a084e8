import type { ReactNode } from 'react';
import type { Tone } from '../../../kit/column.ts';
import { linkTo } from '../../../kit/route.ts';

/** Figures side by side, each as wide as the others; the whole tile leads to the rows of its figure. */
export function Tiles({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <h2>{title}</h2>
      <dl className="tiles">{children}</dl>
    </section>
  );
}

export function Tile(props: {
  readonly name: string;
  readonly value: string;
  readonly hint?: string;
  readonly path: string;
  readonly tone?: Tone | undefined;
  /** How full something is, in hundredths; drawn as a line below. */
  readonly full?: number | undefined;
}) {
  const { name, value, tone, full } = props;
  return (
    <div className="tile" title={props.hint}>
      <dt>{name}</dt>
      <dd className={tone ? `tone-${tone}` : undefined}>
        <a href={linkTo(props.path)}>{value}</a>
        {full === undefined ? null : (
          <svg aria-hidden="true" className="tile-full" height="3" preserveAspectRatio="none" viewBox="0 0 100 3" width="100%">
            <rect className="tile-whole" height="3" width="100" />
            <rect className="tile-part" height="3" width={full} />
          </svg>
        )}
      </dd>
    </div>
  );
}

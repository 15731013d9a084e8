import type { ReactNode } from 'react';

/** Title line of a screen with what belongs beside it, and the body below. `fill` gives the body the height that is left. */
export function Page(props: {
  readonly title: ReactNode;
  readonly beside?: ReactNode;
  readonly fill?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <section className={props.fill ? 'page fill' : 'page'}>
      <header className="page-head">
        <h1>{props.title}</h1>
        {props.beside}
      </header>
      {props.children}
    </section>
  );
}

/** One figure with its name; a link where the rows behind it can be seen. */
export function Figure(props: { readonly name: string; readonly value: ReactNode; readonly hint?: string; readonly href?: string }) {
  const value = props.href === undefined ? props.value : <a href={props.href}>{props.value}</a>;
  return (
    <div className="figure" title={props.hint}>
      <dt>{props.name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

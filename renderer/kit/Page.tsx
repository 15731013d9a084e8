import { type ReactNode, useEffect, useRef } from 'react';
import { remember } from './recent.ts';
import { usePath } from './route.ts';

/** Title line of a screen with what belongs beside it and, at its end, what can be done; the body below. `fill` gives the body the height that is left. */
export function Page(props: {
  readonly title: ReactNode;
  readonly beside?: ReactNode;
  readonly actions?: ReactNode;
  readonly fill?: boolean;
  /** This is one record, not a list: the palette offers the way back to it. */
  readonly record?: boolean;
  readonly children: ReactNode;
}) {
  const { record = false } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  const path = usePath();
  useEffect(() => {
    const title = heading.current?.textContent?.trim();
    if (record && title) remember({ path, title });
  });
  return (
    <section className={props.fill ? 'page fill' : 'page'}>
      <header className="page-head">
        <h1 ref={heading}>{props.title}</h1>
        {props.beside}
        {props.actions === undefined ? null : (
          <>
            <span className="push" />
            {props.actions}
          </>
        )}
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

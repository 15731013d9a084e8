import { Tabs } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { Actions } from '../action/Actions.tsx';
import type { Action } from '../action/action.ts';
import type { Tone } from '../column.ts';
import { count } from '../format.ts';
import { useKeys } from '../keys.ts';
import { PrintMenu } from '../print/PrintMenu.tsx';
import type { Paper } from '../print/print-paper.ts';
import { remember } from '../recent.ts';
import { linkTo, setQuery, usePath, useQuery } from '../route.ts';
import { t } from './text.ts';

/** A figure in the line of identity or among the facts; `path` leads to the rows it sums. */
export interface Fact {
  readonly name: string;
  readonly value: ReactNode;
  readonly hint?: string;
  readonly path?: string;
}

/** One tab of a detail page. `count` is said beside its title; the body is drawn only while it is open. */
export interface DetailTab {
  readonly id: string;
  readonly title: string;
  readonly count?: number | undefined;
  readonly body: () => ReactNode;
}

/**
 * The page of one record: what it is and where it stands on one line, what can be done with it now, the facts, and tabs.
 * The open tab stands in the address (`?tab=moves`), so that a figure anywhere can lead to the rows it sums. The keys: `.`
 * goes to the actions, arrows move between tabs.
 */
export function Detail(props: {
  /** The list it belongs to. */
  readonly crumb: { readonly title: string; readonly path: string };
  readonly title: string;
  readonly party?: ReactNode;
  readonly state?: { readonly word: string; readonly tone: Tone };
  /** The few figures that say how much; on the line of identity. */
  readonly amounts?: readonly Fact[];
  readonly actions?: readonly Action[];
  /** What can be printed of it. */
  readonly papers?: readonly Paper[];
  /** No action is the next step: a master is changed now and then. */
  readonly even?: boolean;
  readonly facts?: readonly Fact[];
  /** What has to be read before anything else: what blocks it, why it was cancelled. */
  readonly notice?: ReactNode;
  readonly tabs: readonly DetailTab[];
}) {
  const { crumb, title, state, actions = [], amounts = [], facts = [], papers = [], tabs } = props;
  const path = usePath();
  const asked = useQuery('tab');
  const open = tabs.some((tab) => tab.id === asked) ? asked : tabs[0]?.id;
  const head = useRef<HTMLElement>(null);
  useKeys([{ key: '.', says: t('toActions'), run: () => head.current?.querySelector<HTMLElement>('[role=group] button')?.focus() }]);
  const record = path.split('?')[0] ?? path;
  useEffect(() => remember({ path: record, title: `${crumb.title} / ${title}` }), [record, crumb.title, title]);
  return (
    <section className="page detail">
      <header className="page-head" ref={head}>
        <h1>
          <a className="crumb" href={linkTo(crumb.path)}>
            {crumb.title}
          </a>{' '}
          / {title}
        </h1>
        {props.party === undefined ? null : <span className="quiet">{props.party}</span>}
        {state ? (
          <span className="state">
            <i aria-hidden="true" className={`dot dot-${state.tone}`} />
            {state.word}
          </span>
        ) : null}
        {amounts.map((fact) => (
          <span className="amount" key={`${fact.name} ${fact.path ?? ''}`} title={fact.hint}>
            <span className="quiet">{fact.name}</span> <FactValue fact={fact} />
          </span>
        ))}
        <span className="push" />
        {papers.length > 0 ? <PrintMenu papers={papers} /> : null}
        <Actions actions={actions} even={props.even ?? false} />
      </header>
      {props.notice}
      {facts.length > 0 ? (
        <dl className="facts">
          {facts.map((fact) => (
            <div key={`${fact.name} ${fact.path ?? ''}`} title={fact.hint}>
              <dt>{fact.name}</dt>
              <dd>
                <FactValue fact={fact} />
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
      <Tabs keepMounted={false} onChange={(tab) => setQuery(path, { tab: tab ?? undefined })} value={open ?? null}>
        <Tabs.List>
          {tabs.map((tab) => (
            <Tabs.Tab key={tab.id} value={tab.id}>
              {tab.title}
              {tab.count ? <span className="quiet"> {count(tab.count)}</span> : null}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {tabs.map((tab) => (
          <Tabs.Panel key={tab.id} value={tab.id}>
            {tab.id === open ? tab.body() : null}
          </Tabs.Panel>
        ))}
      </Tabs>
    </section>
  );
}

const FactValue = ({ fact }: { readonly fact: Fact }) =>
  fact.path === undefined ? <strong>{fact.value}</strong> : <a href={linkTo(fact.path)}>{fact.value}</a>;

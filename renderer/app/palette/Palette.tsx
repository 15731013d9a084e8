import '@mantine/spotlight/styles.css';
import { Spotlight, spotlight } from '@mantine/spotlight';
import { type KeyboardEvent, useState } from 'react';
import { type Entry, meant, type Section, useEntries } from './entries.ts';
import { t } from './text.ts';
import { useHits } from './use-hits.ts';

/** Records and places can be many; beyond this a person types one letter more. */
const SHOWN_PER_SECTION = 8;

const Lines = ({ section }: { readonly section: Section }) => (
  <Spotlight.ActionsGroup label={section.title}>
    {section.entries.map((entry) => (
      <Line entry={entry} key={entry.id} />
    ))}
  </Spotlight.ActionsGroup>
);

const Line = ({ entry }: { readonly entry: Entry }) => (
  <Spotlight.Action onClick={entry.run}>
    <span className="palette-line">
      <span>{entry.label}</span>
      {entry.beside === undefined ? null : <span className="quiet">{entry.beside}</span>}
    </span>
  </Spotlight.Action>
);

/**
 * Ctrl K: everything that can be done now, by name. What the screen offers comes first, then records looked at last,
 * places, and, once something is typed, what the engine finds under it.
 */
export function Palette() {
  const [query, setQuery] = useState('');
  const entries = useEntries();
  const { hits, searching } = useHits(query);
  const sections = [
    ...entries.map((s) => ({ ...s, entries: s.entries.filter((e) => meant(e, query)).slice(0, SHOWN_PER_SECTION) })),
    { title: t('found'), entries: hits },
  ].filter((s) => s.entries.length > 0);
  /** Nothing was gone to by arrow: Enter means the first line. */
  const enter = (event: KeyboardEvent<HTMLInputElement>) => {
    const first = sections[0]?.entries[0];
    if (event.key !== 'Enter' || !first || document.querySelector('[data-selected] .palette-line')) return;
    event.preventDefault();
    spotlight.close();
    first.run();
  };
  return (
    <Spotlight.Root
      maxHeight={440}
      onQueryChange={setQuery}
      overlayProps={{ opacity: 0.35 }}
      query={query}
      scrollable
      shortcut={null}
      transitionProps={{ duration: 0 }}
      withinPortal
    >
      <Spotlight.Search aria-label={t('ask')} onKeyDown={enter} placeholder={t('ask')} />
      <Spotlight.ActionsList>
        {sections.length > 0 ? (
          sections.map((s) => <Lines key={s.title} section={s} />)
        ) : (
          <Spotlight.Empty>{searching ? t('searching') : t('nothing')}</Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

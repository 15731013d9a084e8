import { useMantineColorScheme } from '@mantine/core';
import { useOffered } from '../../kit/action/offered.ts';
import { setDensity } from '../../kit/density.ts';
import { useRecent } from '../../kit/recent.ts';
import { go } from '../../kit/route.ts';
import { showKeys } from '../keys-open.ts';
import { useReachable } from '../reachable.ts';
import { t } from './text.ts';

/** A line of the palette. */
export interface Entry {
  readonly id: string;
  readonly label: string;
  /** Quiet words beside it: what kind of thing it is, or what it says. */
  readonly beside?: string;
  readonly run: () => void;
}

/** Lines of one kind under their heading. */
export interface Section {
  readonly title: string;
  readonly entries: readonly Entry[];
}

/** Whether a line is meant by what was typed: every word begins a word of the line. */
export function meant(entry: Entry, query: string): boolean {
  const words = `${entry.label} ${entry.beside ?? ''}`.toLowerCase().split(/[\s/(),-]+/);
  return query
    .toLowerCase()
    .split(/\s+/)
    .filter((w) => w !== '')
    .every((part) => words.some((word) => word.startsWith(part)));
}

/** What can be done now without asking the engine: the actions on screen, places, records looked at, the window itself. */
export function useEntries(): readonly Section[] {
  const offers = useOffered((o) => o.offers);
  const recent = useRecent((r) => r.records);
  const places = useReachable();
  const { setColorScheme } = useMantineColorScheme();
  return [
    { title: t('here'), entries: offers.map((o) => ({ id: `do:${o.verb}`, label: o.verb, run: o.run })) },
    { title: t('recent'), entries: recent.map((r) => ({ id: `at:${r.path}`, label: r.title, run: () => go(r.path) })) },
    {
      title: t('rooms'),
      entries: places.map((s) => ({
        id: `to:${s.path}`,
        label: t('goTo', { place: s.title }),
        ...(s.rail ? { beside: t('goKey', { key: s.rail.key.toUpperCase() }) } : {}),
        run: () => go(s.path),
      })),
    },
    {
      title: t('window'),
      entries: [
        { id: 'keys', label: t('keys'), beside: '?', run: showKeys },
        { id: 'light', label: t('light'), run: () => setColorScheme('light') },
        { id: 'dark', label: t('dark'), run: () => setColorScheme('dark') },
        { id: 'system', label: t('system'), run: () => setColorScheme('auto') },
        { id: 'dense', label: t('dense'), run: () => setDensity('dense') },
        { id: 'roomy', label: t('roomy'), run: () => setDensity('roomy') },
      ],
    },
  ];
}

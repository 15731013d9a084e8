import { Menu } from '@mantine/core';
import { linkTo } from '../kit/route.ts';
import type { ScreenDef } from '../kit/screen.ts';
import { screens } from '../screens/index.ts';
import { t } from './text.ts';

/** Screens of the room a screen belongs to, in the order of the list; empty where the room has one screen only. */
export function screensBeside(here: ScreenDef): readonly ScreenDef[] {
  const room = here.under ?? here.path;
  const named = screens.filter((s) => s.beside !== undefined && (s.under ?? s.path) === room);
  return named.length > 1 ? named : [];
}

/** A link of the line, or a menu of those that stand among others. */
type Entry = { readonly screen: ScreenDef } | { readonly menu: string; readonly screens: readonly ScreenDef[] };

/** The screens of a room as they stand in its line: a menu has the place of its first screen. */
function entriesOf(others: readonly ScreenDef[]): readonly Entry[] {
  return others.flatMap((screen, i): readonly Entry[] => {
    const { among } = screen;
    if (among === undefined) return [{ screen }];
    if (others.findIndex((s) => s.among === among) < i) return [];
    return [{ menu: among, screens: others.filter((s) => s.among === among) }];
  });
}

/** The quiet line above a screen: the other screens of its room. `G` and a digit goes there too. */
export function RoomNav({ here }: { readonly here: ScreenDef }) {
  const others = screensBeside(here);
  const room = screens.find((s) => s.path === (here.under ?? here.path))?.rail?.label;
  if (others.length === 0) return null;
  const keyOf = (screen: ScreenDef) => {
    const i = others.indexOf(screen);
    return i < 9 ? t('goKey', { key: i + 1 }) : undefined;
  };
  return (
    <nav aria-label={room} className="room-nav">
      {entriesOf(others).map((entry) =>
        'screen' in entry ? (
          <a
            aria-current={entry.screen === here ? 'page' : undefined}
            href={linkTo(entry.screen.path)}
            key={entry.screen.path}
            title={keyOf(entry.screen)}
          >
            {entry.screen.beside}
          </a>
        ) : (
          <Menu key={entry.menu} position="bottom-start" transitionProps={{ duration: 0 }} withInitialFocusPlaceholder={false} withinPortal>
            <Menu.Target>
              <button aria-current={entry.screens.includes(here) ? 'true' : undefined} type="button">
                {entry.screens.includes(here) ? `${entry.menu}: ${here.beside ?? ''}` : entry.menu}
              </button>
            </Menu.Target>
            <Menu.Dropdown>
              {entry.screens.map((screen) => (
                <Menu.Item
                  aria-current={screen === here ? 'page' : undefined}
                  component="a"
                  href={linkTo(screen.path)}
                  key={screen.path}
                  rightSection={<span className="quiet">{keyOf(screen)}</span>}
                >
                  {screen.beside}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        ),
      )}
    </nav>
  );
}

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

/** The quiet line above a screen: the other screens of its room. `G` and a digit goes there too. */
export function RoomNav({ here }: { readonly here: ScreenDef }) {
  const others = screensBeside(here);
  const room = screens.find((s) => s.path === (here.under ?? here.path))?.rail?.label;
  if (others.length === 0) return null;
  return (
    <nav aria-label={room} className="room-nav">
      {others.map((screen, i) => (
        <a
          aria-current={screen === here ? 'page' : undefined}
          href={linkTo(screen.path)}
          key={screen.path}
          title={i < 9 ? t('goKey', { key: i + 1 }) : undefined}
        >
          {screen.beside}
        </a>
      ))}
    </nav>
  );
}

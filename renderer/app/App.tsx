import { Button, Kbd } from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import { useEffect } from 'react';
import { watch } from '../client/ask.ts';
import { useConnection } from '../client/connection.ts';
import { usePerson } from '../client/session.ts';
import { count } from '../kit/format.ts';
import { useKeys } from '../kit/keys.ts';
import { EmptyNote, Waiting } from '../kit/Note.tsx';
import { matchPath, usePath } from '../kit/route.ts';
import type { RailCount, ScreenDef } from '../kit/screen.ts';
import { useAsk } from '../kit/use-ask.ts';
import { account } from '../screens/company/account/screen.ts';
import { screens } from '../screens/index.ts';
import { CompanyName } from './companies/CompanyName.tsx';
import { useGoKeys } from './go-keys.ts';
import { JobTray } from './jobs/JobTray.tsx';
import { Keys } from './Keys.tsx';
import { showKeys } from './keys-open.ts';
import { draw, Outlet } from './Outlet.tsx';
import { PersonMenu } from './PersonMenu.tsx';
import { Palette } from './palette/Palette.tsx';
import { t as p } from './palette/text.ts';
import { RoomNav } from './RoomNav.tsx';
import { strokesOf } from './rail-icons.ts';
import { useReachable } from './reachable.ts';
import { SignIn } from './SignIn.tsx';
import { t } from './text.ts';
import { useWaitingSign } from './waiting.ts';

/** Keys that work on every screen. */
const EVERYWHERE = [
  { key: 'mod+k', says: t('keyPalette'), run: spotlight.open },
  { key: '?', says: t('keyKeys'), run: showKeys },
];

/** Rooms of those who look after the company, not of its daily work. */
const FOOT: ReadonlySet<string> = new Set(['/settings', '/audit-log', '/users']);

/** The frame: rail of rooms, top line, and the screen the address names. */
export function App() {
  const { state, company } = useConnection();
  const path = usePath();
  useEffect(watch, []);
  useKeys(EVERYWHERE);
  const reachable = useReachable();
  useWaitingSign(state === 'online');
  // Whose role requires a code generator has nowhere else to go before there is one.
  const mustEnrol = usePerson((p) => p.person?.secondFactor === 'required');
  const found = mustEnrol ? { screen: account, params: {} } : find(path);
  useGoKeys(found?.screen);

  useEffect(() => {
    document.title = [found?.screen.title, company?.name ?? t('product')].filter(Boolean).join(' - ');
  }, [found?.screen.title, company?.name]);

  if (state === 'signed-out') return <SignIn />;
  if (state === 'connecting') return <Waiting />;
  const place = found?.screen.under ?? found?.screen.path;
  const foot = reachable.find((screen) => FOOT.has(screen.path));
  return (
    <div className="frame">
      <nav aria-label={t('rooms')} className="rail">
        <div aria-hidden="true" className="mark" />
        {reachable.flatMap((screen) =>
          screen.rail ? (
            <a
              aria-current={screen.path === place ? 'page' : undefined}
              className={screen === foot ? 'rail-foot' : undefined}
              href={`#${screen.path}`}
              key={screen.path}
              title={t('goKey', { key: screen.rail.key.toUpperCase() })}
            >
              <svg aria-hidden="true" viewBox="0 0 16 16">
                <path d={strokesOf(screen.path)} />
              </svg>
              {screen.rail.label}
              {screen.rail.count ? <WaitingCount count={screen.rail.count} /> : null}
            </a>
          ) : (
            []
          ),
        )}
      </nav>
      <header className="top">
        <CompanyName />
        <span className="top-right">
          <Button className="top-search" onClick={spotlight.open} rightSection={<Kbd size="xs">{p('hint')}</Kbd>} variant="default">
            {p('open')}
          </Button>
          <JobTray />
          <Line />
          <PersonMenu />
        </span>
      </header>
      <main>
        {found ? (
          <>
            <RoomNav here={found.screen} />
            {/* What stands behind the ? is the screen's own: a new filter or tab is no new screen. */}
            <Outlet key={path.split('?')[0]}>{draw(found.screen, found.params)}</Outlet>
          </>
        ) : (
          <EmptyNote title={t('nowhere')}>{t('chooseRoom')}</EmptyNote>
        )}
      </main>
      <Palette />
      <Keys />
    </div>
  );
}

/** A count in the rail, only where somebody must act. */
function WaitingCount({ count: { operation, of } }: { readonly count: RailCount }) {
  const { output } = useAsk(operation, {} as never);
  const waiting = output === undefined ? 0 : of(output);
  return waiting > 0 ? (
    <span className="rail-count" title={t('waitsForYou', { count: waiting })}>
      {count(waiting)}
    </span>
  ) : null;
}

/** State of the connection in a word, and the commit the window has seen. */
function Line() {
  const { state, seq } = useConnection();
  const online = state === 'online';
  return (
    <span className="cell" role="status" title={t('newestCommit', { count: seq })}>
      <i aria-hidden="true" className={`dot dot-${online ? 'good' : 'bad'}`} />
      {online ? t('connected') : t('noConnection')}
    </span>
  );
}

function find(path: string): { screen: ScreenDef; params: Readonly<Record<string, string>> } | undefined {
  for (const screen of screens) {
    const params = matchPath(screen.path, path);
    if (params) return { screen, params };
  }
  return undefined;
}

import { useEffect } from 'react';
import { leave, watch } from '../client/ask.ts';
import { useConnection } from '../client/connection.ts';
import { onDesktop } from '../client/desktop.ts';
import { signOut, usePerson } from '../client/session.ts';
import { EmptyNote, Waiting } from '../kit/Note.tsx';
import { matchPath, usePath } from '../kit/route.ts';
import type { ScreenDef } from '../kit/screen.ts';
import { screens } from '../screens/index.ts';
import { useGoKeys } from './go-keys.ts';
import { draw, Outlet } from './Outlet.tsx';
import { RoomNav } from './RoomNav.tsx';
import { SignIn } from './SignIn.tsx';
import { t } from './text.ts';

/** The frame: rail of rooms, top line, and the screen the address names. */
export function App() {
  const { state, company } = useConnection();
  const path = usePath();
  useEffect(watch, []);
  const found = find(path);
  useGoKeys(found?.screen);

  useEffect(() => {
    document.title = [found?.screen.title, company?.name ?? 'Countinghouse'].filter(Boolean).join(' - ');
  }, [found?.screen.title, company?.name]);

  if (state === 'signed-out') return <SignIn />;
  if (state === 'connecting') return <Waiting />;
  const place = found?.screen.under ?? found?.screen.path;
  return (
    <div className="frame">
      <nav aria-label={t('rooms')} className="rail">
        <div aria-hidden="true" className="mark" />
        {screens.flatMap((screen) =>
          screen.rail ? (
            <a
              aria-current={screen.path === place ? 'page' : undefined}
              href={`#${screen.path}`}
              key={screen.path}
              title={t('goKey', { key: screen.rail.key.toUpperCase() })}
            >
              {screen.rail.label}
            </a>
          ) : (
            []
          ),
        )}
      </nav>
      <header className="top">
        <strong>{company?.name ?? 'Countinghouse'}</strong>
        <span className="top-right">
          <Line />
          {onDesktop() ? null : <Person />}
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
    </div>
  );
}

/** Who is signed in, the way to their account, and the way out. */
function Person() {
  const person = usePerson((p) => p.person);
  const out = () => {
    // Whatever the server says, this window forgets the person; a session it could not end runs out by itself.
    signOut()
      .catch((error: unknown) => reportError(error))
      .finally(leave);
  };
  return (
    <>
      <a className={person?.hasPassword === false ? 'tone-warn' : 'quiet'} href="#/account">
        {person === undefined ? t('account') : person.hasPassword ? person.name : t('choosePassword', { name: person.name })}
      </a>
      <button className="plain" onClick={out} type="button">
        {t('signOut')}
      </button>
    </>
  );
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

import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './tokens.css';
import './app.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { look } from '../client/ask.ts';
import { onDesktop } from '../client/desktop.ts';
import { signInWithLink, takeLinkFromAddress } from '../client/session.ts';
import { takeSetupFromAddress } from '../client/setup.ts';
import { setDensity, useDensity } from '../kit/density.ts';
import { nonce } from '../kit/nonce.ts';
import { Entrance } from './Entrance.tsx';
import { theme } from './theme.ts';

/** A spent or mistyped link is no reason to stop: who has a session or a password gets in without it. */
function arrive(link: string | undefined): void {
  const arrival = link === undefined || onDesktop() ? look() : signInWithLink(link).then(look, look);
  arrival.catch((error: unknown) => reportError(error));
}
if (!takeSetupFromAddress()) arrive(takeLinkFromAddress());
// A link pasted into a window that is open already changes nothing but what stands behind the #.
window.addEventListener('hashchange', () => {
  if (takeSetupFromAddress()) return;
  const link = takeLinkFromAddress();
  if (link === undefined) return;
  arrive(link);
  // The address was cleaned without an event; the frame has to look again.
  window.dispatchEvent(new HashChangeEvent('hashchange'));
});
// What locks the scroll of a page behind a dialog makes a style element of its own and looks for the nonce here.
Object.assign(globalThis, { __webpack_nonce__: nonce() });
setDensity(useDensity.getState().density);
const root = document.getElementById('root');
if (!root) throw new Error('the page has no root');
createRoot(root).render(
  <StrictMode>
    <MantineProvider defaultColorScheme="auto" getStyleNonce={nonce} theme={theme}>
      <Entrance />
      <Notifications position="bottom-right" transitionDuration={0} />
    </MantineProvider>
  </StrictMode>,
);

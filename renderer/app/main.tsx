import '@mantine/core/styles.css';
import './tokens.css';
import './app.css';
import { MantineProvider } from '@mantine/core';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { takeTokenFromAddress } from '../client/session.ts';
import { nonce } from '../kit/nonce.ts';
import { App } from './App.tsx';
import { theme } from './theme.ts';

takeTokenFromAddress();
// What locks the scroll of a page behind a dialog makes a style element of its own and looks for the nonce here.
Object.assign(globalThis, { __webpack_nonce__: nonce() });
const root = document.getElementById('root');
if (!root) throw new Error('the page has no root');
createRoot(root).render(
  <StrictMode>
    <MantineProvider defaultColorScheme="auto" getStyleNonce={nonce} theme={theme}>
      <App />
    </MantineProvider>
  </StrictMode>,
);

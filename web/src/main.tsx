import '@fontsource-variable/noto-sans-sc/index.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './app/app.css';
import { Providers } from './app/providers';
import { Router } from './app/router';
import { giveStylesTheNonce } from './app/style-nonce';
import { startTexts } from './i18n';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no #root');

giveStylesTheNonce();
await startTexts();
createRoot(root).render(
  <StrictMode>
    <Providers>
      <Router />
    </Providers>
  </StrictMode>,
);

import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/inter/wght-italic.css';
import './styles/tokens.css';
import './styles/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.js';
import { beginAppearance } from './lib/appearance.js';
import { beginLanguage } from './lib/i18n.js';
import { endPushWithSession } from './lib/push.js';
import { followOtherTabs } from './lib/session.js';
import { beginWorker } from './lib/worker.js';

beginAppearance();
followOtherTabs();
endPushWithSession();
beginWorker();

const begin = (root: HTMLElement): void =>
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );

const root = document.getElementById('root');
if (root) void beginLanguage().then(() => begin(root));

import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createAppRouter } from './app/router.tsx';
import { applyLanguage } from './lib/direction.ts';
import { queryClient } from './lib/query.ts';
import { sessionQuery } from './lib/session.ts';
import { applyTheme, storedTheme } from './lib/theme.ts';
import { listenToKeys } from './lib/use-shortcut.ts';
import {
  deviceLanguage,
  loadFirstTranslator,
  TranslationProvider,
} from './lib/use-translation.tsx';
import './styles/main.css';

const language = deviceLanguage();
applyTheme(storedTheme());
applyLanguage(language);
listenToKeys();

// Who is signed in is asked while the words are on their way; the guard then finds the answer.
void queryClient.prefetchQuery(sessionQuery);
const words = await loadFirstTranslator(language, location.pathname);
const element = document.getElementById('root');
if (!element) throw new Error('the page has no place to be drawn in');

createRoot(element).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <TranslationProvider initial={words}>
        <RouterProvider router={createAppRouter()} />
      </TranslationProvider>
    </QueryClientProvider>
  </StrictMode>,
);

// Chinese fonts come as two hundred slices, whose list alone is 100 KB: after the first paint.
const loadHan = () => void import('./styles/fonts-han.css');
if (language.startsWith('zh')) loadHan();
else setTimeout(loadHan, 1500);

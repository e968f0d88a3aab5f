import '@mantine/core/styles.layer.css';
import '@fontsource-variable/jetbrains-mono/index.css';
import '@fontsource-variable/source-serif-4/index.css';
import '@vigie/ui/styles.css';
import './app/fonts.css';
import './app/global.css';
import { MantineProvider } from '@mantine/core';
import { cssVariablesResolver, theme } from '@vigie/ui';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { queryClient } from './api/client.ts';
import { firstLanguage, setupI18n } from './i18n/setup.ts';
import { router } from './router.tsx';

const i18n = await setupI18n(firstLanguage());
const root = document.querySelector('#root');

if (root !== null)
  createRoot(root).render(
    <StrictMode>
      <I18nextProvider i18n={i18n}>
        <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} defaultColorScheme="auto">
          <QueryClientProvider client={queryClient}>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </MantineProvider>
      </I18nextProvider>
    </StrictMode>,
  );

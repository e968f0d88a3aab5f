import i18next from 'i18next';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider, initReactI18next } from 'react-i18next';
import type { Locale } from '../format/locale.ts';
import { uiEn } from '../text/en.ts';
import { uiFr } from '../text/fr.ts';

/** A part as markup, with the kit's words in one language. For tests. */
export async function renderPart(part: ReactNode, locale: Locale = 'en'): Promise<string> {
  const words = i18next.createInstance();
  await words.use(initReactI18next).init({
    lng: locale,
    fallbackLng: false,
    ns: ['ui'],
    defaultNS: 'ui',
    resources: { [locale]: { ui: locale === 'en' ? uiEn : uiFr } },
    interpolation: { escapeValue: false },
  });
  return renderToStaticMarkup(<I18nextProvider i18n={words}>{part}</I18nextProvider>);
}

import { uiEn, uiFr, type Locale } from '@vigie/ui';
import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { webEn } from './en/index.ts';
import { webFr } from './fr/index.ts';

const KEY = 'vigie.language';

/** The person's choice, else the browser's language, else English. */
export function firstLanguage(): Locale {
  const chosen = localStorage.getItem(KEY);
  if (chosen === 'fr' || chosen === 'en') return chosen;
  return navigator.language.startsWith('fr') ? 'fr' : 'en';
}

export function setLanguage(language: Locale): void {
  localStorage.setItem(KEY, language);
  document.documentElement.lang = language;
  void i18next.changeLanguage(language);
}

export function setupI18n(language: Locale): i18n {
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    defaultNS: 'web',
    ns: ['web', 'ui'],
    resources: { en: { web: webEn, ui: uiEn }, fr: { web: webFr, ui: uiFr } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  document.documentElement.lang = language;
  return i18next;
}

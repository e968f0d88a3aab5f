import type { Locale } from '@vigie/ui';
import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';

const KEY = 'vigie.language';

/** The words of one language, loaded when it is spoken. */
const LOADERS: Readonly<Record<Locale, () => Promise<{ web: object; ui: object }>>> = {
  en: async () => ({ web: (await import('./en/index.ts')).webEn, ui: (await import('@vigie/ui/en')).uiEn }),
  fr: async () => ({ web: (await import('./fr/index.ts')).webFr, ui: (await import('@vigie/ui/fr')).uiFr }),
};

/** The person's choice, else the browser's language, else English. */
export function firstLanguage(): Locale {
  const chosen = localStorage.getItem(KEY);
  if (chosen === 'fr' || chosen === 'en') return chosen;
  return navigator.language.startsWith('fr') ? 'fr' : 'en';
}

async function speak(language: Locale): Promise<void> {
  const words = await LOADERS[language]();
  i18next.addResourceBundle(language, 'web', words.web);
  i18next.addResourceBundle(language, 'ui', words.ui);
  document.documentElement.lang = language;
}

export async function setLanguage(language: Locale): Promise<void> {
  localStorage.setItem(KEY, language);
  await speak(language);
  await i18next.changeLanguage(language);
}

/** A missing word shows its key: no silent fall back to another language. */
export async function setupI18n(language: Locale): Promise<i18n> {
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    defaultNS: 'web',
    ns: ['web', 'ui'],
    resources: {},
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  await speak(language);
  return i18next;
}

import { useTranslation } from 'react-i18next';
import type { Locale } from '../format/locale.ts';

/** The language in use, as the formats take it. */
export function useLocale(): Locale {
  const { i18n } = useTranslation();
  return i18n.language.startsWith('fr') ? 'fr' : 'en';
}

import { PHRASES_EN, PHRASES_FR } from './phrases-fr.ts';
import { useLocale } from './use-locale.ts';

/** A fixed phrase of a figure in the language of the page. */
export function usePhrase(): (text: string) => string {
  const locale = useLocale();
  const phrases = locale === 'fr' ? PHRASES_FR : PHRASES_EN;
  return (text) => phrases[text] ?? (locale === 'fr' ? text : text.replaceAll('_', ' '));
}

import type { Flag } from '@vigie/kernel';
import { useTranslation } from 'react-i18next';
import { localNumber } from '../format/locale.ts';
import { useLocale } from '../text/use-locale.ts';

/**
 * The sentence of a flag in the language of the page. The English one is the server's; another language writes its own from the flag's facts
 * where the kit has words for it (`flagSentence.CODE`), and shows the server's otherwise.
 */
export function useFlagSentence(): (flag: Flag) => string {
  const { t, i18n } = useTranslation('ui');
  const locale = useLocale();
  return (flag) => {
    if (locale === 'en') return flag.message;
    const facts = Object.fromEntries(
      Object.entries(flag.facts).map(([name, fact]) => [
        name,
        typeof fact === 'number' ? localNumber(locale, fact) : fact,
      ]),
    );
    const key = `flagSentence.${flag.code}`;
    if (!i18n.exists(key, { ns: 'ui' })) return flag.message;
    const written = t(key, facts);
    return written.includes('{{') ? flag.message : written;
  };
}

import { useTranslation } from 'react-i18next';
import { formatPeriod } from '../format/format-date.ts';
import { useLocale } from '../text/use-locale.ts';
import type { PassportSubject } from './read-figure.ts';

/** One sentence that lets a stranger ask for the same number again. */
export function useCitation(subject: PassportSubject, value: string): string {
  const { t } = useTranslation('ui');
  const locale = useLocale();
  const { passport, title } = subject;
  const sentence = t('passport.citation', {
    title,
    value,
    metric: passport.metric,
    version: passport.version,
    definition: passport.definition ?? '–',
    period: formatPeriod(locale, passport.period.from, passport.period.toExclusive),
    release: passport.release.number,
    hash: passport.release.hash.slice(0, 16),
    query: passport.sqlSha256.slice(0, 16),
  });
  return passport.release.simulated ? `${sentence} ${t('passport.citationSimulated')}` : sentence;
}

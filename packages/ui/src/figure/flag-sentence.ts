import type { Flag } from '@vigie/kernel';
import { usePlatformName } from '../platform/platform-context.tsx';
import { useLocale } from '../text/use-locale.ts';
import { writeFlagInFrench } from './write-flag.ts';

/** The sentence of a flag in the language of the page: the server's in English, one made of its facts in French. */
export function useFlagSentence(): (flag: Flag) => string {
  const locale = useLocale();
  const nameOf = usePlatformName();
  return (flag) => (locale === 'en' ? flag.message : writeFlagInFrench(flag, nameOf));
}

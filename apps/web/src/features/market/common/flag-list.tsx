import type { Flag } from '@vigie/kernel';
import { FlagTag, useFlagSentence } from '@vigie/ui';
import classes from './common.module.css';

/** What must be said of a whole figure, in sentences, under it. Notes stay in the passports. */
export function FlagList({ flags }: { readonly flags: readonly Flag[] }) {
  const sentence = useFlagSentence();
  const shown = flags.filter((flag) => flag.severity !== 'note');
  if (shown.length === 0) return null;
  return (
    <ul className={classes['flags']}>
      {shown.map((flag) => (
        <li key={`${flag.code}${flag.message}`}>
          <FlagTag flag={flag} /> <span>{sentence(flag)}</span>
        </li>
      ))}
    </ul>
  );
}

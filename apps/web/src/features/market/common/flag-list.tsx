import type { Flag } from '@vigie/kernel';
import { UnstyledButton } from '@mantine/core';
import { FlagTag, useFlagSentence } from '@vigie/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './common.module.css';

const FIRST = 3;

/** What must be said of a whole figure, in sentences, under it: the first ones, and how many more there are. Notes stay in the passports. */
export function FlagList({ flags }: { readonly flags: readonly Flag[] }) {
  const { t } = useTranslation();
  const sentence = useFlagSentence();
  const [all, setAll] = useState(false);
  const shown = flags.filter((flag) => flag.severity !== 'note');
  if (shown.length === 0) return null;
  const rest = shown.length - FIRST;
  return (
    <>
      <ul className={classes['flags']}>
        {(all ? shown : shown.slice(0, FIRST)).map((flag) => (
          <li key={`${flag.code}${flag.message}`}>
            <FlagTag flag={flag} /> <span>{sentence(flag)}</span>
          </li>
        ))}
      </ul>
      {rest > 0 && (
        <UnstyledButton className={`${classes['more']} v-touch`} aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('shell.less') : t('shell.more', { count: rest })}
        </UnstyledButton>
      )}
    </>
  );
}

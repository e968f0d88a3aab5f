import type { Flag } from '@vigie/kernel';
import {
  IconAlertTriangle,
  IconArrowsExchange,
  IconBan,
  IconClockExclamation,
  IconEqual,
  IconInfoCircle,
  IconPlugConnectedX,
  IconTool,
  IconWaveSawTool,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './figure.module.css';
import { useFlagSentence } from './flag-sentence.ts';

const ICONS: Partial<Record<Flag['code'], typeof IconBan>> = {
  INCOMPLETE_PERIOD: IconClockExclamation,
  BREAK_IN_SERIES: IconWaveSawTool,
  OUTLIER: IconAlertTriangle,
  MEASUREMENT_FAILURE: IconPlugConnectedX,
  TIE: IconEqual,
  COVERAGE_CHANGED: IconArrowsExchange,
  REPAIRED: IconTool,
  REFUSED: IconBan,
};

/** Icon and two words. The sentence is the tooltip, and stands in the passport. */
export function FlagTag({ flag, quiet }: { readonly flag: Flag; readonly quiet?: boolean }) {
  const { t } = useTranslation('ui');
  const sentence = useFlagSentence();
  const Icon = ICONS[flag.code] ?? IconInfoCircle;
  const tone = flag.severity === 'note' ? 'neutral' : 'amber';
  return (
    <span className={quiet === true ? classes['flagLine'] : classes['tag']} data-tone={tone} title={sentence(flag)}>
      <Icon size={12} stroke={2} aria-hidden="true" />
      {t(`flag.${flag.code}`)}
    </span>
  );
}

import { Tag } from '@vigie/ui';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

const RAISED: readonly string[] = ['FURTHER_ANALYSIS', 'PRESUMPTION'];

/** What a set of thresholds says: a triangle when one is passed, a disc when none is. */
export function ScreenFlag({ flag }: { readonly flag: string }) {
  const { t } = useTranslation();
  if (flag === '') return <>–</>;
  const raised = RAISED.includes(flag);
  const Icon = raised ? IconAlertTriangle : IconCircleCheck;
  return (
    <Tag tone={raised ? 'amber' : 'neutral'} icon={<Icon size={12} stroke={2} aria-hidden="true" />}>
      {t(`market.merger.flag.${flag}`)}
    </Tag>
  );
}

export const isRaised = (flag: string): boolean => RAISED.includes(flag);

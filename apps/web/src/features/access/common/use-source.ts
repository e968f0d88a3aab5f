import { useTranslation } from 'react-i18next';
import { useRelease, useStatus } from '../../../app/use-status.ts';

/** The line at the foot of a saved picture: metric, release, and whether the data are simulated. */
export function useSource(metric: string): string {
  const { t } = useTranslation();
  const chosen = useRelease();
  const release = useStatus().data?.release;
  return t('access.source', {
    metric,
    release: chosen ?? release?.number ?? '–',
    simulated: release?.simulated === true ? t('market.trend.simulated') : '',
  });
}

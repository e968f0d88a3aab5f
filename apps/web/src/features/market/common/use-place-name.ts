import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useStatus } from '../../../app/use-status.ts';

/** A département by its name; its code when the reference does not know it. */
export function usePlaceName(): (code: string) => string {
  const { t } = useTranslation();
  const places = useStatus().data?.departements;
  return useCallback(
    (code) =>
      code === '' ? t('market.map.unknownPlace') : (places?.find((place) => place.code === code)?.name ?? code),
    [places, t],
  );
}

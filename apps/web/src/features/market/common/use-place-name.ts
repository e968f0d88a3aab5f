import { departementName } from '@vigie/ui';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useStatus } from '../../../app/use-status.ts';

/** A département by its name: the release's reference when it has one, else the kit's. */
export function usePlaceName(): (code: string) => string {
  const { t } = useTranslation();
  const places = useStatus().data?.departements;
  return useCallback(
    (code) => {
      if (code === '') return t('market.map.unknownPlace');
      const told = places?.find((place) => place.code === code)?.name;
      return told === undefined || told === code ? departementName(code) : told;
    },
    [places, t],
  );
}

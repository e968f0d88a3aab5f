import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useStatus } from '../../../app/use-status.ts';
import { usePlaceName } from '../../market/common/use-place-name.ts';
import type { StrataKey } from './kpi-row.ts';

const MERGED = '*';

/** A stratum in words: “General practice, Paris, first visit”. What was merged is left out; all merged is every case. */
export function useStratumName(): (key: StrataKey) => string {
  const { t } = useTranslation();
  const specialties = useStatus().data?.specialties;
  const placeName = usePlaceName();
  return useCallback(
    (key) => {
      const told = (code: string): boolean => code !== '' && code !== MERGED;
      const word = (list: string, code: string): string => t(`access.strata.${list}.${code}`, code);
      const specialty = specialties?.find((one) => one.code === key.specialty)?.name;
      const parts = [
        told(key.specialty) ? (specialty ?? word('specialty', key.specialty)) : '',
        told(key.departement) ? placeName(key.departement) : '',
        told(key.visitKind) ? word('visitKind', key.visitKind) : '',
        told(key.visitMode) ? word('visitMode', key.visitMode) : '',
        told(key.dayType) ? word('dayType', key.dayType) : '',
        told(key.endpoint) ? word('endpoint', key.endpoint) : '',
        told(key.hourBand) ? word('hourBand', key.hourBand) : '',
      ].filter((part) => part !== '');
      return parts.length === 0 ? t('access.strata.all') : parts.join(', ');
    },
    [t, specialties, placeName],
  );
}

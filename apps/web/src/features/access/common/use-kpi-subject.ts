import type { Figure } from '@vigie/kernel';
import { formatMonth, useLocale, usePlatformName, type PassportSubject } from '@vigie/ui';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { subjectOf, type Params } from '../../../api/use-figure.ts';
import type { AccessRow } from './kpi-row.ts';

/** What the passport of an indicator's number says it is: “Booking success, BETA against OWN, October 2026”. */
export function useKpiSubject(figure: Figure, params: Params): (row: AccessRow, what?: string) => PassportSubject {
  const { t } = useTranslation();
  const locale = useLocale();
  const nameOf = usePlatformName();
  return useCallback(
    (row, what) => {
      const title = t('access.subject', {
        kpi: t(`access.kpi.${row.kpi}.title`),
        partner: nameOf(row.partner),
        month: formatMonth(locale, `${row.month}-01`),
      });
      return subjectOf(figure, what === undefined ? title : `${what}, ${title}`, { params });
    },
    [t, locale, nameOf, figure, params],
  );
}

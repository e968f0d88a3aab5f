import { Finding, formatDay, formatMonth, formatInstant, useLocale, usePlatformName } from '@vigie/ui';
import { useTranslation } from 'react-i18next';
import { Facts } from '../../data/common/facts.tsx';
import type { CaseDetail } from './case-types.ts';

/** The case in a sentence, then its facts. */
export function CaseFacts({ detail }: { readonly detail: CaseDetail }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const nameOf = usePlatformName();
  const month = (text: string): string => formatMonth(locale, `${text}-01`);
  const span =
    detail.firstMonth === detail.lastMonth
      ? month(detail.firstMonth)
      : t('access.case.span', { from: month(detail.firstMonth), to: month(detail.lastMonth) });
  return (
    <>
      <Finding>
        {t(detail.takenBack ? 'access.case.findingBack' : 'access.case.finding', {
          kpi: t(`access.kpi.${detail.kpi}.title`, detail.kpi),
          partner: nameOf(detail.partner),
          span,
          count: detail.redMonths,
        })}{' '}
        {detail.alarmOn !== null && t('access.case.findingAlarm', { day: formatDay(locale, detail.alarmOn) })}
      </Finding>
      <div style={{ marginTop: 16 }}>
        <Facts
          items={[
            [t('access.case.opened'), formatInstant(locale, detail.openedAt)],
            [t('access.cases.column.owner'), detail.owner ?? t('access.case.nobody')],
            [
              t('access.cases.column.due'),
              `${formatDay(locale, detail.dueOn)}${detail.overdue ? ` · ${t('access.case.overdue')}` : ''}`,
            ],
            [
              t('access.case.rootCause'),
              detail.rootCause === null
                ? t('access.case.noCause')
                : `${t(`access.cause.${detail.rootCause.kind}`)}. ${detail.rootCause.text}`,
            ],
            ...(detail.outcome === null
              ? []
              : [
                  [
                    t('access.case.outcome'),
                    `${t(`access.outcome.${detail.outcome.kind}`)}. ${detail.outcome.text}`,
                  ] as const,
                ]),
          ]}
        />
      </div>
    </>
  );
}

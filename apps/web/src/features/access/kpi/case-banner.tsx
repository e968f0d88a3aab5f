import { Button } from '@mantine/core';
import { formatDay, useLocale } from '@vigie/ui';
import { IconGavel } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { trpc } from '../../../api/client.ts';
import type { AccessRow } from '../common/kpi-row.ts';
import classes from './kpi.module.css';

/** A red month, or an alarm of the year, has a case: who owns it, until when, what is known. */
export function CaseBanner({ row }: { readonly row: AccessRow }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const cases = useQuery(trpc.access.cases.list.queryOptions({ partner: row.partner, kpi: row.kpi, month: row.month }));
  const found = cases.data?.cases[0];
  if (found === undefined)
    return row.verdict === 'RED' && cases.data !== undefined ? (
      <p className={classes['case']}>
        <IconGavel size={16} stroke={1.75} aria-hidden="true" />
        <span>{t('access.case.pending')}</span>
      </p>
    ) : null;
  return (
    <div className={classes['case']}>
      <IconGavel size={16} stroke={1.75} aria-hidden="true" />
      <span>
        <b>{t('access.case.name', { number: found.number })}</b>{' '}
        {t(`access.case.line.${found.state}`, {
          opened: formatDay(locale, found.openedAt),
          owner: found.owner ?? t('access.case.nobody'),
          due: formatDay(locale, found.dueOn),
        })}{' '}
        {found.rootCause !== null && t('access.case.cause', { cause: t(`access.cause.${found.rootCause.kind}`) })}
      </span>
      <Button component={Link} to={`/access/cases/${found.id}`} variant="default">
        {t('access.case.openName', { number: found.number })}
      </Button>
    </div>
  );
}

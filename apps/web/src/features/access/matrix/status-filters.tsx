import { UnstyledButton } from '@mantine/core';
import { formatCount, isStatus, StatusMark, STATUSES, useLocale, VERDICTS } from '@vigie/ui';
import { useTranslation } from 'react-i18next';
import type { AccessRow } from '../common/kpi-row.ts';
import { useAccessSearch } from '../common/use-access-search.ts';
import { countVerdicts } from './group-cells.ts';
import classes from './matrix.module.css';

/** How many cells have each verdict, as buttons that keep only those. The five statuses always stand; reasons for silence when there are some. */
export function StatusFilters({ rows }: { readonly rows: readonly AccessRow[] }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const [search, set] = useAccessSearch();
  const counts = countVerdicts(rows);
  const shown = [...STATUSES, ...VERDICTS.filter((verdict) => !isStatus(verdict) && (counts.get(verdict) ?? 0) > 0)];
  return (
    <div className={classes['statuses']} role="group" aria-label={t('access.byStatus')}>
      {shown.map((verdict) => (
        <UnstyledButton
          key={verdict}
          className={classes['status']}
          aria-pressed={search.status === verdict}
          onClick={() => set({ status: search.status === verdict ? undefined : verdict })}
        >
          <StatusMark verdict={verdict} />
          <b>{formatCount(locale, counts.get(verdict) ?? 0)}</b>
        </UnstyledButton>
      ))}
    </div>
  );
}

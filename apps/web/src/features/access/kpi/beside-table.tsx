import {
  DataTable,
  formatEurCents,
  formatLevel,
  formatP,
  Section,
  useLocale,
  usePhrase,
  usePlatformName,
  type DataColumn,
  type LevelUnit,
} from '@vigie/ui';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccessRow, Beside } from '../common/kpi-row.ts';

const UNITS: Readonly<Record<string, LevelUnit>> = {
  ratio: 'fineShare',
  share: 'fineShare',
  ms: 'ms',
  seconds: 'seconds',
  minutes: 'minutes',
  hours: 'hours',
  days: 'days',
  count: 'count',
};

/** A ratio of two quantities is a number of times, not a share. */
const unitOf = (beside: Beside): LevelUnit =>
  / (?:ratio|margin)$/u.test(beside.name) ? 'number' : (UNITS[beside.unit] ?? 'number');

/** What stands beside the figure and carries no status: quantiles, ghosts, shares within a limit. */
export function BesideTable({ row, first }: { readonly row: AccessRow; readonly first?: boolean }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const nameOf = usePlatformName();
  const phrase = usePhrase();
  const columns = useMemo((): readonly DataColumn<Beside>[] => {
    const text = (beside: Beside, value: number | null): string => {
      if (value === null) return '–';
      if (beside.unit === 'p') return formatP(locale, value);
      if (beside.unit === 'eur_cents') return formatEurCents(locale, value);
      return formatLevel(locale, value, unitOf(beside));
    };
    return [
      {
        id: 'name',
        title: t('access.beside.name'),
        value: (beside) => phrase(beside.name),
        width: 280,
      },
      { id: 'own', title: 'OWN', align: 'right', value: (b) => b.own, text: (b) => text(b, b.own) },
      {
        id: 'partner',
        title: nameOf(row.partner),
        align: 'right',
        value: (b) => b.partner,
        text: (b) => text(b, b.partner),
      },
    ];
  }, [t, locale, nameOf, phrase, row.partner]);
  if (row.beside.length === 0) return null;
  return (
    <Section title={t('access.beside.title')} note={t('access.beside.note')} {...(first === true ? { first } : {})}>
      <div style={{ maxWidth: 620 }}>
        <DataTable
          caption={t('access.beside.title')}
          rows={row.beside}
          columns={columns}
          rowKey={(beside) => beside.name}
          dense
          foot={false}
        />
      </div>
    </Section>
  );
}

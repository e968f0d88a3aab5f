import type { Figure } from '@vigie/kernel';
import {
  absenceOf,
  Finding,
  formatGrowth,
  formatPeriod,
  type Locale,
  numberOf,
  useLocale,
  usePlatformName,
} from '@vigie/ui';
import { Trans, useTranslation } from 'react-i18next';

/** How much the platform in focus grew, against what, and on the same units. */
export function GrowthFinding({ figure, platform }: { readonly figure: Figure; readonly platform: string | null }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const nameOf = usePlatformName();
  const row = figure.rows.find((r) => r['platform'] === platform) ?? figure.rows.find((r) => r['platform'] === 'all');
  if (row === undefined) return null;
  const name = row['platform'] === 'all' ? t('market.growth.all') : nameOf(String(row['platform']));
  const balanced = numberOf(row, 'balancedRatio');
  const base = figure.passport.choices.find((choice) => choice.name === 'base');
  const absence = absenceOf(row.value, row.flags);
  const values = {
    platform: name,
    base: base === undefined ? '' : periodIn(base.value, locale),
    value: row.value === null ? '' : formatGrowth(locale, row.value),
  };
  const panel = { platform: name, value: balanced === null ? '' : formatGrowth(locale, balanced) };
  const b = { b: <b /> };
  if (absence === 'no-base') return <Finding>{t('market.growth.findingNoBase', values)}</Finding>;
  if (absence !== null && balanced !== null)
    return (
      <Finding>
        <Trans i18nKey="market.growth.findingRefused" values={panel} components={b} />
      </Finding>
    );
  if (absence !== null) return <Finding>{t('market.growth.findingUnavailable', values)}</Finding>;
  return (
    <Finding>
      <Trans i18nKey="market.growth.finding" values={values} components={b} />{' '}
      {balanced !== null && <Trans i18nKey="market.growth.findingBalanced" values={panel} components={b} />}
    </Finding>
  );
}

/** “2024-12-01 to 2025-01-01”, half-open, as a person says it. */
function periodIn(choice: string, locale: Locale): string {
  const [from, to] = choice.split(' to ');
  return from === undefined || to === undefined ? choice : formatPeriod(locale, from, to);
}

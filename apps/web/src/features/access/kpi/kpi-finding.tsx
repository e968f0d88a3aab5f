import { Caveat, Finding, useFlagSentence, useLocale, usePlatformName } from '@vigie/ui';
import { Trans, useTranslation } from 'react-i18next';
import { effectText, levelText, marginText, sizeText } from '../common/effect-text.ts';
import type { AccessRow } from '../common/kpi-row.ts';

/** What was measured, in a sentence; then what the month's rule makes of it. The crude difference only beside, and never without the other. */
export function KpiFinding({ row }: { readonly row: AccessRow }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const nameOf = usePlatformName();
  const sentence = useFlagSentence();
  const partner = nameOf(row.partner);
  const measured = row.info.tested ? row.effect : row.partnerLevel;
  const side = (row.effect ?? 0) < 0 || !row.info.tested ? 'worse' : 'better';
  const key =
    row.verdict === 'RED' && row.rule !== null && row.rule !== 'BEYOND_MARGIN' && row.rule !== 'STANDARD'
      ? `access.verdict.RED_${row.rule}`
      : `access.verdict.${row.info.tested ? row.verdict : standardKey(row)}`;
  return (
    <>
      <Finding>
        {measured !== null && (
          <Trans
            i18nKey={row.effect === 0 && row.info.tested ? 'access.equal' : `access.kpi.${row.kpi}.${side}`}
            values={{
              partner,
              size: row.effect === null ? '' : sizeText(locale, row, row.effect),
              level: levelText(locale, row, row.partnerLevel),
            }}
            components={{ b: <b /> }}
          />
        )}{' '}
        {t(key, {
          margin: marginText(locale, row),
          mdd: row.mdd === null ? '–' : marginText(locale, row, row.mdd),
          count: row.monthsInRow,
          partner,
        })}
      </Finding>
      {row.status === null && row.flags.length > 0 && <Caveat>{row.flags.map(sentence).join(' ')}</Caveat>}
      {row.effect !== null && row.crudeEffect !== null && row.crudeEffect !== row.effect && (
        <Caveat>{t('access.crudeNote', { crude: effectText(locale, row, row.crudeEffect) })}</Caveat>
      )}
    </>
  );
}

/** Of an indicator without a test: its standard is met, missed, or there is only something to watch. */
const standardKey = (row: AccessRow): string => {
  if (row.verdict === 'GREEN') return 'STANDARD_MET';
  return row.verdict === 'AMBER' || row.verdict === 'RED' ? 'STANDARD_MISSED' : row.verdict;
};

import { Figure, isStatus, useFlagSentence, useLocale, type PassportSubject } from '@vigie/ui';
import { effectText, intervalText, levelText } from '../common/effect-text.ts';
import type { AccessRow } from '../common/kpi-row.ts';
import classes from './matrix.module.css';

/** The number of a cell with its passport: the oriented effect of a test, the level of what is held against a standard; else a dash, whose reason is the verdict. */
export function CellValue({ row, subject }: { readonly row: AccessRow; readonly subject: PassportSubject }) {
  const locale = useLocale();
  const sentence = useFlagSentence();
  const asLevel = !row.info.tested || row.effect === null;
  const value = asLevel ? row.partnerLevel : row.effect;
  if (value === null)
    return (
      <span className={classes['dash']} title={row.flags.map(sentence).join(' ')}>
        –
      </span>
    );
  return (
    <Figure
      value={value}
      unit="number"
      text={asLevel ? levelText(locale, row, value) : effectText(locale, row, value)}
      intervalText={
        asLevel || (row.ciLow === null && row.ciHigh === null)
          ? undefined
          : intervalText(locale, row, row.ciLow, row.ciHigh)
      }
      flags={row.flags}
      showFlag={false}
      size={isStatus(row.verdict) && !asLevel ? 'row' : 'quiet'}
      align="right"
      subject={subject}
    />
  );
}

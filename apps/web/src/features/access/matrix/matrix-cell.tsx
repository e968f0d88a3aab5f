import { ParityGlyph, StatusMark, useLocale, usePlatformName, type PassportSubject } from '@vigie/ui';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { shortCount } from '../common/effect-text.ts';
import type { AccessRow } from '../common/kpi-row.ts';
import { CellValue } from './cell-value.tsx';
import { hasGlyph } from './has-glyph.ts';
import classes from './matrix.module.css';

interface MatrixCellProps {
  readonly row: AccessRow;
  readonly subject: PassportSubject;
  /** The filter asks for another verdict. */
  readonly faded: boolean;
  readonly line: number;
  readonly column: number;
}

/** Status as the link to its page, effect with its passport, parity glyph and n. */
export function MatrixCell({ row, subject, faded, line, column }: MatrixCellProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const nameOf = usePlatformName();
  return (
    <td
      className={classes['cell']}
      data-verdict={row.verdict}
      data-faded={faded || undefined}
      data-line={line}
      data-column={column}
    >
      <div className={classes['cellTop']}>
        <Link
          to="/access/$kpi/$partner"
          params={{ kpi: row.kpi, partner: row.partner }}
          search={(was) => ({ release: was.release, month: was.month })}
          className={classes['cellLink']}
        >
          <span className="v-hidden">
            {t('access.cell', { kpi: t(`access.kpi.${row.kpi}.title`), partner: nameOf(row.partner) })}
          </span>
          <StatusMark verdict={row.verdict} monthsInRow={row.monthsInRow} look="quiet" />
        </Link>
        <CellValue row={row} subject={subject} />
      </div>
      <div className={classes['cellFoot']}>
        {hasGlyph(row) && (
          <ParityGlyph
            effect={row.effect}
            ciLow={row.ciLow}
            ciHigh={row.ciHigh}
            margin={row.margin}
            verdict={row.verdict}
            tinted={row.verdict === 'RED'}
          />
        )}
        {row.partnerN > 0 && (
          <span className={classes['n']}>{t('access.n', { n: shortCount(locale, row.partnerN) })}</span>
        )}
      </div>
    </td>
  );
}

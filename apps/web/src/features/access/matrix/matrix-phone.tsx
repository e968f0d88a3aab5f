import { UnstyledButton } from '@mantine/core';
import { ParityGlyph, PlatformLabel, StatusMark, StatusShape, useLocale } from '@vigie/ui';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { shortCount } from '../common/effect-text.ts';
import type { AccessRow } from '../common/kpi-row.ts';
import { standardText } from '../common/standard-text.ts';
import { useAccessSearch } from '../common/use-access-search.ts';
import { useKpiSubject } from '../common/use-kpi-subject.ts';
import { CellValue } from './cell-value.tsx';
import { countVerdicts, partnersOf, toGroups } from './group-cells.ts';
import { hasGlyph } from './has-glyph.ts';
import type { MatrixViewProps } from './matrix-table.tsx';
import classes from './matrix.module.css';

/** The partner to show first: the one with most red cells. */
function worst(rows: readonly AccessRow[], partners: readonly string[]): string | undefined {
  const reds = (code: string): number => rows.filter((row) => row.partner === code && row.verdict === 'RED').length;
  return partners.toSorted((a, b) => reds(b) - reds(a))[0];
}

/** On a phone the matrix is one partner at a time. */
export function MatrixPhone({ figure, params, rows, only, month }: MatrixViewProps) {
  const { t } = useTranslation();
  const [search, set] = useAccessSearch();
  const partners = partnersOf(rows);
  const chosen = partners.find((code) => code === search.partner) ?? worst(rows, partners);
  const own = rows.filter((row) => row.partner === chosen);
  const groups = toGroups(own, only);
  const subject = useKpiSubject(figure, params);
  return (
    <section aria-label={t('access.caption', { month })}>
      <div className={classes['tabs']} role="group" aria-label={t('access.partner')}>
        {partners.map((code) => {
          const red = countVerdicts(rows.filter((row) => row.partner === code)).get('RED') ?? 0;
          return (
            <UnstyledButton
              key={code}
              className={classes['tab']}
              aria-pressed={code === chosen}
              onClick={() => set({ partner: code })}
            >
              <PlatformLabel code={code} strong />
              <span data-red={red > 0 || undefined}>
                {red > 0 && <StatusShape verdict="RED" size={12} />}
                {t('access.redCount', { count: red })}
              </span>
            </UnstyledButton>
          );
        })}
      </div>
      {groups.length === 0 && <p className={classes['nothing']}>{t('access.noneOfStatus')}</p>}
      {groups.map(({ group, lines }) => (
        <section key={group}>
          <h2 className={classes['phoneGroup']}>{t(`access.group.${group}`)}</h2>
          <ul className={classes['list']}>
            {lines.map((line) => {
              const row = line.cells.get(chosen ?? '');
              return row === undefined ? null : <PhoneItem key={line.kpi.id} row={row} subject={subject(row)} />;
            })}
          </ul>
        </section>
      ))}
    </section>
  );
}

function PhoneItem({
  row,
  subject,
}: {
  readonly row: AccessRow;
  readonly subject: ReturnType<ReturnType<typeof useKpiSubject>>;
}) {
  const { t } = useTranslation();
  const locale = useLocale();
  return (
    <li className={classes['item']} data-verdict={row.verdict}>
      <div className={classes['itemTop']}>
        <Link
          to="/access/$kpi/$partner"
          params={{ kpi: row.kpi, partner: row.partner }}
          search={(was) => ({ release: was.release, month: was.month })}
          className={classes['itemName']}
        >
          <span>
            <span className={classes['code']}>{row.kpi}</span> <b>{t(`access.kpi.${row.kpi}.title`)}</b>
          </span>
          <StatusMark verdict={row.verdict} monthsInRow={row.monthsInRow} look="quiet" />
        </Link>
        <span className={classes['itemValue']}>
          <CellValue row={row} subject={subject} />
          <small>
            {t(row.info.tested ? 'access.marginOf' : 'access.standardOf', { margin: standardText(locale, row) })}
          </small>
        </span>
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
    </li>
  );
}

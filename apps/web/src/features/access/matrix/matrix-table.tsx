import type { Figure } from '@vigie/kernel';
import { PlatformLabel, useLocale, usePlatformName, type Verdict } from '@vigie/ui';
import { Link } from '@tanstack/react-router';
import { Fragment, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Params } from '../../../api/use-figure.ts';
import type { AccessRow } from '../common/kpi-row.ts';
import { standardText } from '../common/standard-text.ts';
import { useKpiSubject } from '../common/use-kpi-subject.ts';
import { partnersOf, toGroups, type MatrixLine } from './group-cells.ts';
import { MatrixCell } from './matrix-cell.tsx';
import classes from './matrix.module.css';

export interface MatrixViewProps {
  readonly figure: Figure;
  readonly params: Params;
  readonly rows: readonly AccessRow[];
  readonly only: Verdict | undefined;
  readonly month: string;
}

/** j and k go to the same partner's cell one line down or up. */
function move(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'j' ? 1 : event.key === 'k' ? -1 : 0;
  const cell = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-line]') : null;
  if (step === 0 || event.ctrlKey || event.metaKey || event.altKey) return;
  const [line, column] = [Number(cell?.dataset['line'] ?? -1), cell?.dataset['column'] ?? '0'];
  const next = event.currentTarget.querySelector<HTMLElement>(
    `[data-line="${cell === null ? 0 : line + step}"][data-column="${column}"] a`,
  );
  next?.focus();
  event.preventDefault();
}

/** Indicators by group down, partners across. Only red fills its cell. */
export function MatrixTable({ figure, params, rows, only, month }: MatrixViewProps) {
  const { t } = useTranslation();
  const nameOf = usePlatformName();
  const partners = partnersOf(rows);
  const groups = toGroups(rows, only);
  const subject = useKpiSubject(figure, params);
  const order = groups.flatMap((group) => group.lines.map((line) => line.kpi.id));
  return (
    <div className={classes['scroll']} tabIndex={0} role="region" aria-label={t('access.matrix')} onKeyDown={move}>
      <table className={classes['matrix']}>
        <caption className="v-hidden">{t('access.caption', { month })}</caption>
        <thead>
          <tr>
            <th scope="col" className={classes['name']}>
              {t('access.indicator')}
            </th>
            <th scope="col" className={classes['margin']}>
              {t('access.margin')}
            </th>
            {partners.map((code) => (
              <th key={code} scope="col" className={classes['partner']}>
                <Link
                  to="/access/partner/$partner"
                  params={{ partner: code }}
                  search={(was) => ({ release: was.release, month: was.month })}
                  aria-label={t('access.partnerPage', { partner: nameOf(code) })}
                >
                  <PlatformLabel code={code} strong />
                </Link>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map(({ group, lines }) => (
            <Fragment key={group}>
              <tr className={classes['group']}>
                <th scope="rowgroup" colSpan={2}>
                  {t(`access.group.${group}`)}
                </th>
                {partners.map((code) => (
                  <td key={code} />
                ))}
              </tr>
              {lines.map((line) => (
                <tr key={line.kpi.id}>
                  <LineHead line={line} />
                  {partners.map((code, column) => {
                    const row = line.cells.get(code);
                    return row === undefined ? (
                      <td key={code} className={classes['cell']}>
                        –
                      </td>
                    ) : (
                      <MatrixCell
                        key={code}
                        row={row}
                        subject={subject(row)}
                        faded={only !== undefined && row.verdict !== only}
                        line={order.indexOf(line.kpi.id)}
                        column={column}
                      />
                    );
                  })}
                </tr>
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
      {groups.length === 0 && <p className={classes['nothing']}>{t('access.noneOfStatus')}</p>}
    </div>
  );
}

function LineHead({ line }: { readonly line: MatrixLine }) {
  const { t } = useTranslation();
  const locale = useLocale();
  // A margin follows the measure that decides (median or P95), so partners may have two.
  const standards = [...new Set([...line.cells.values()].map((row) => standardText(locale, row)))];
  return (
    <>
      <th scope="row" className={classes['name']}>
        <span className={classes['code']}>{line.kpi.id}</span> {t(`access.kpi.${line.kpi.id}.title`)}
      </th>
      <td className={classes['margin']}>{standards.join(' · ')}</td>
    </>
  );
}

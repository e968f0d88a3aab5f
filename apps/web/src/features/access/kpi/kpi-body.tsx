import type { Figure } from '@vigie/kernel';
import { LoadingState } from '@vigie/ui';
import { lazy, Suspense } from 'react';
import type { Params } from '../../../api/use-figure.ts';
import { FlagList } from '../../market/common/flag-list.tsx';
import classes from '../common/access.module.css';
import type { AccessRow } from '../common/kpi-row.ts';
import { BesideTable } from './beside-table.tsx';
import { CaseBanner } from './case-banner.tsx';
import { Conclusion } from './conclusion.tsx';
import { DifferenceSection } from './difference-section.tsx';
import { KeyNumbers } from './key-numbers.tsx';
import { KpiFinding } from './kpi-finding.tsx';

const MonthSeries = lazy(async () => ({ default: (await import('./month-series.tsx')).MonthSeries }));
const MonitorSection = lazy(async () => ({ default: (await import('./monitor-section.tsx')).MonitorSection }));
const StrataSection = lazy(async () => ({ default: (await import('./strata-section.tsx')).StrataSection }));
const DelaySection = lazy(async () => ({ default: (await import('./delay-section.tsx')).DelaySection }));
const ReasonSection = lazy(async () => ({ default: (await import('./reason-section.tsx')).ReasonSection }));
const HiddenSection = lazy(async () => ({ default: (await import('./hidden-section.tsx')).HiddenSection }));

const SHOWS_HIDDEN: readonly string[] = ['CA-01', 'CA-02', 'CA-03'];
const SHOWS_REASONS: readonly string[] = ['CA-08', 'CA-10', 'CA-18'];

/** The finding first, then the proof: numbers, interval with its margin, months, the year, strata, delays, reasons. */
export function KpiBody(props: { readonly figure: Figure; readonly params: Params; readonly row: AccessRow }) {
  const { figure, params, row } = props;
  const delays = row.info.delays;
  const reasons = SHOWS_REASONS.includes(row.kpi);
  return (
    <>
      <KpiFinding row={row} />
      <KeyNumbers figure={figure} params={params} row={row} />
      <FlagList flags={row.flags} />
      <CaseBanner row={row} />
      <div className={classes['two']}>
        <DifferenceSection row={row} />
        <Suspense fallback={<LoadingState shape="chart" />}>
          <MonthSeries row={row} />
        </Suspense>
      </div>
      <Suspense fallback={<LoadingState shape="chart" />}>
        {row.info.monitored && <MonitorSection row={row} />}
        {row.strata.length > 0 && <StrataSection figure={figure} params={params} row={row} />}
        {reasons && (
          <div className={classes['two']}>
            <ReasonSection row={row} />
            <BesideTable row={row} first />
          </div>
        )}
        {delays && (
          <div className={classes['chartBlock']}>
            <DelaySection row={row} />
          </div>
        )}
        {SHOWS_HIDDEN.includes(row.kpi) && <HiddenSection row={row} />}
      </Suspense>
      {!reasons && <BesideTable row={row} />}
      <Conclusion row={row} />
    </>
  );
}

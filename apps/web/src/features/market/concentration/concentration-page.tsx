import { LoadingState } from '@vigie/ui';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { exportLinks, useFigure } from '../../../api/use-figure.ts';
import { useStatus } from '../../../app/use-status.ts';
import { FilterBar } from '../../../filters/filter-bar.tsx';
import { definedOnly, scopeParams } from '../../../filters/market-search.ts';
import { useMarketSearch } from '../../../filters/use-market-search.ts';
import { FigureAnswer } from '../common/figure-answer.tsx';
import { FlagList } from '../common/flag-list.tsx';
import { PageHead } from '../common/page-head.tsx';
import { useSubject } from '../common/use-subject.ts';
import { ConcentrationFinding } from './concentration-finding.tsx';
import { MeasuresTable } from './measures-table.tsx';

const IndexTrend = lazy(async () => ({ default: (await import('./index-trend.tsx')).IndexTrend }));
const LocalIndices = lazy(async () => ({ default: (await import('./local-indices.tsx')).LocalIndices }));

/** How the market is shared out: one index for the country, its history, and one per département. */
export function ConcentrationPage() {
  const { t } = useTranslation();
  const [search] = useMarketSearch();
  const status = useStatus().data;
  const { outsideOption: _outside, ...scope } = scopeParams(search);
  const params = definedOnly({ ...scope, definition: search.definition, countingRule: search.rule });
  const national = useFigure('market.concentration', params, status !== undefined);
  const local = useFigure('market.concentration', { ...params, by: ['departement'] }, status !== undefined);
  const subject = useSubject(search, national.data);
  const what = t(`market.definition.${search.definition ?? 'M3_ONLINE_BOOKINGS'}.what`);
  return (
    <>
      <PageHead
        title={t('market.title.concentration')}
        sub={t('market.subPlain', subject)}
        links={national.data && exportLinks(national.data, params)}
      />
      <FilterBar
        offered={[
          'definition',
          'period',
          'place',
          'profession',
          'vaccination',
          'specialty',
          'hospital',
          'rule',
          'register',
          'repairs',
        ]}
      />
      <div style={{ paddingTop: 16 }}>
        <FigureAnswer query={national} shape="finding">
          {(figure) => (
            <>
              <ConcentrationFinding figure={figure} local={local.data} what={what} />
              <MeasuresTable figure={figure} params={params} what={what} period={subject.period} />
              <FlagList flags={figure.flags} />
            </>
          )}
        </FigureAnswer>
      </div>
      <Suspense fallback={<LoadingState shape="chart" />}>
        <IndexTrend params={params} what={what} />
      </Suspense>
      <Suspense fallback={<LoadingState shape="map" />}>
        <LocalIndices query={local} params={{ ...params, by: ['departement'] }} what={what} />
      </Suspense>
    </>
  );
}

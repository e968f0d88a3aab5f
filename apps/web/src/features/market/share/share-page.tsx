import { LoadingState } from '@vigie/ui';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { exportLinks, useFigure } from '../../../api/use-figure.ts';
import { useFocusPlatform } from '../../../app/use-focus-platform.ts';
import { useStatus } from '../../../app/use-status.ts';
import { FilterBar } from '../../../filters/filter-bar.tsx';
import { definedOnly, scopeParams } from '../../../filters/market-search.ts';
import { useMarketSearch } from '../../../filters/use-market-search.ts';
import { FigureAnswer } from '../common/figure-answer.tsx';
import { FlagList } from '../common/flag-list.tsx';
import { PageHead } from '../common/page-head.tsx';
import { useSubject } from '../common/use-subject.ts';
import { RangeFinding } from './range-finding.tsx';

const DefinitionsTable = lazy(async () => ({ default: (await import('./definitions-table.tsx')).DefinitionsTable }));
const TrendSection = lazy(async () => ({ default: (await import('./trend-section.tsx')).TrendSection }));
const MapSection = lazy(async () => ({ default: (await import('./map-section.tsx')).MapSection }));

/** One share under every definition, then in time, then by place. */
export function SharePage() {
  const { t } = useTranslation();
  const [search] = useMarketSearch();
  const focus = useFocusPlatform();
  const status = useStatus().data;
  const params = definedOnly({ ...scopeParams(search), platform: search.platform ?? focus ?? undefined });
  const definitions = useFigure('market.definitions', params, status !== undefined);
  const subject = useSubject(search, definitions.data);
  const inputs = definitions.data?.passport.inputs.length;
  return (
    <>
      <PageHead
        title={t('market.title.share')}
        sub={t('market.sub', subject)}
        links={definitions.data && exportLinks(definitions.data, params)}
      />
      <FilterBar
        offered={[
          'platform',
          'period',
          'place',
          'profession',
          'vaccination',
          'specialty',
          'hospital',
          'rule',
          'register',
          'repairs',
          'outside',
        ]}
        note={
          inputs === undefined
            ? undefined
            : t('market.note', {
                platforms: status?.platforms.length ?? 0,
                files: inputs,
                places: status?.departements.length ?? 0,
              })
        }
      />
      <div style={{ paddingTop: 16 }}>
        <FigureAnswer query={definitions} shape="finding">
          {(figure) => (
            <>
              <RangeFinding figure={figure} platform={subject.platform} />
              <Suspense fallback={<LoadingState shape="table" rows={8} />}>
                <DefinitionsTable figure={figure} params={params} platform={subject.platform} period={subject.period} />
              </Suspense>
              <FlagList flags={figure.flags} />
            </>
          )}
        </FigureAnswer>
      </div>
      <Suspense fallback={<LoadingState shape="chart" />}>
        <TrendSection />
      </Suspense>
      <Suspense fallback={<LoadingState shape="map" />}>
        <MapSection definitions={definitions.data} />
      </Suspense>
    </>
  );
}

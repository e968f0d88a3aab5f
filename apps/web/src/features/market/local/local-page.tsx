import { NumberInput, SegmentedControl, Select } from '@mantine/core';
import { EmptyState } from '@vigie/ui';
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
import { usePlaceName } from '../common/use-place-name.ts';
import { useSubject } from '../common/use-subject.ts';
import { CatchmentView } from './catchment-view.tsx';
import classes from './local.module.css';
import { RadiusTable } from './radius-table.tsx';

const DEFAULT_KM = 20;

/** Around each site of a département: who holds the market within a radius; and from how far patients come. */
export function LocalPage() {
  const { t } = useTranslation();
  const [search, set] = useMarketSearch();
  const status = useStatus().data;
  const focus = useFocusPlatform();
  const placeName = usePlaceName();
  const kind = search.local ?? 'radius';
  const { outsideOption: _o, profession: _p, ...scope } = scopeParams(search);
  const params = definedOnly({
    ...scope,
    kind,
    platform: search.platform ?? focus ?? undefined,
    radiusKm: kind === 'radius' ? search.km : undefined,
  });
  const query = useFigure('market.local', params, search.place !== undefined);
  const subject = useSubject(search, query.data);
  return (
    <>
      <PageHead
        title={t('market.title.local')}
        sub={t('market.sub', subject)}
        links={query.data && exportLinks(query.data, params)}
      />
      <FilterBar
        offered={['platform', 'period', 'place', 'vaccination', 'specialty', 'hospital', 'register', 'repairs']}
      />
      <p className={classes['lead']}>{t('market.local.lead')}</p>
      <div className={classes['controls']}>
        <Select
          label={t('filters.place')}
          searchable
          clearable
          data={(status?.departements ?? []).map((place) => ({
            value: place.code,
            label: `${place.code} ${placeName(place.code)}`,
          }))}
          value={search.place ?? null}
          onChange={(next) => set({ place: next ?? undefined })}
        />
        <SegmentedControl
          aria-label={t('market.local.kind')}
          value={kind}
          transitionDuration={0}
          data={[
            { value: 'radius', label: t('market.local.radiusTab') },
            { value: 'catchment', label: t('market.local.catchment') },
          ]}
          onChange={(next) => set({ local: next === 'catchment' ? 'catchment' : undefined })}
        />
        {kind === 'radius' && (
          <NumberInput
            hideControls
            label={t('market.local.radius')}
            min={1}
            max={500}
            w={110}
            value={search.km ?? DEFAULT_KM}
            onChange={(next) =>
              set({ km: typeof next === 'number' && next > 0 && next !== DEFAULT_KM ? next : undefined })
            }
          />
        )}
      </div>
      {search.place === undefined ? (
        <EmptyState title={t('market.local.choose')}>{t('market.local.chooseText')}</EmptyState>
      ) : (
        <FigureAnswer query={query} shape="table" rows={8}>
          {(figure) => (
            <>
              {kind === 'radius' ? (
                <RadiusTable
                  figure={figure}
                  params={params}
                  km={search.km ?? DEFAULT_KM}
                  period={subject.period}
                  platform={subject.platform}
                />
              ) : (
                <CatchmentView figure={figure} params={params} period={subject.period} />
              )}
              <FlagList flags={figure.flags} />
            </>
          )}
        </FigureAnswer>
      )}
    </>
  );
}

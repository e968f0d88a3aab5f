import { Select } from '@mantine/core';
import { NO_VENDOR, usePlatformName } from '@vigie/ui';
import { useState } from 'react';
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
import { ChangeTable } from './change-table.tsx';
import { DecompositionSection } from './decomposition-section.tsx';
import { GrowthFinding } from './growth-finding.tsx';
import { OriginSection } from './origin-section.tsx';

/** Growth, raw and on the same units; then what a change of share is made of; then what was bought. */
export function GrowthPage() {
  const { t } = useTranslation();
  const nameOf = usePlatformName();
  const [search, set] = useMarketSearch();
  const focus = useFocusPlatform();
  const status = useStatus().data;
  const [acquired, setAcquired] = useState<string | null>(null);
  const { outsideOption: _outside, ...scope } = scopeParams(search);
  const against =
    search.baseFrom !== undefined && search.baseTo !== undefined
      ? { against: 'dates', baseFrom: search.baseFrom, baseTo: search.baseTo }
      : { against: search.against };
  const params = definedOnly({ ...scope, ...against, definition: search.definition });
  const change = useFigure('growth.change', params, status !== undefined);
  const subject = useSubject(search, change.data);
  const { specialty: _s, profession: _p, ...parts } = params;
  const vendors = (status?.platforms ?? [])
    .map((platform) => platform.code)
    .filter((code) => !NO_VENDOR.includes(code) && code !== focus);
  return (
    <>
      <PageHead
        title={t('market.title.growth')}
        sub={t('market.sub', { ...subject, platform: focus === null ? '…' : nameOf(focus) })}
        links={change.data && exportLinks(change.data, params)}
      />
      <FilterBar
        offered={[
          'platform',
          'period',
          'definition',
          'place',
          'profession',
          'vaccination',
          'specialty',
          'hospital',
          'register',
          'repairs',
        ]}
      />
      <div style={{ paddingTop: 16, maxWidth: 240 }}>
        <Select
          label={t('market.growth.against')}
          value={search.against ?? 'year-before'}
          allowDeselect={false}
          data={[
            { value: 'year-before', label: t('market.growth.yearBefore') },
            { value: 'previous', label: t('market.growth.previous') },
          ]}
          onChange={(next) => set({ against: next === 'previous' ? 'previous' : undefined })}
        />
      </div>
      <div style={{ paddingTop: 16 }}>
        <FigureAnswer query={change} shape="finding">
          {(figure) => (
            <>
              <GrowthFinding figure={figure} platform={focus} />
              <ChangeTable figure={figure} params={params} period={subject.period} />
              <FlagList flags={figure.flags} />
            </>
          )}
        </FigureAnswer>
      </div>
      <DecompositionSection params={definedOnly({ ...parts, platform: focus })} period={subject.period} />
      <OriginSection
        params={definedOnly({ ...parts, definition: undefined, platform: focus })}
        vendors={vendors}
        acquired={acquired}
        onAcquired={setAcquired}
        period={subject.period}
      />
    </>
  );
}

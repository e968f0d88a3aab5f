import { Select } from '@mantine/core';
import { Caveat, NO_VENDOR, usePlatformName } from '@vigie/ui';
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
import { LocalScreens } from './local-screens.tsx';
import classes from './merger.module.css';
import { NationalScreen } from './national-screen.tsx';

/** Two platforms, dated thresholds, and which of them are passed. A flag, never a verdict. */
export function MergerPage() {
  const { t } = useTranslation();
  const nameOf = usePlatformName();
  const [search, set] = useMarketSearch();
  const status = useStatus().data;
  const focus = useFocusPlatform();
  const vendors = (status?.platforms ?? [])
    .map((platform) => platform.code)
    .filter((code) => !NO_VENDOR.includes(code));
  const first = search.a ?? focus;
  const second = search.b ?? vendors.find((code) => code !== first) ?? null;
  const { outsideOption: _outside, ...scope } = scopeParams(search);
  const params = definedOnly({ ...scope, definition: search.definition, countingRule: search.rule, first, second });
  const ready = first !== null && second !== null && first !== second;
  const national = useFigure('market.merger-screen', params, ready);
  const local = useFigure('market.merger-screen', { ...params, by: ['departement'] }, ready);
  const subject = useSubject(search, national.data);
  const names = { a: first === null ? '…' : nameOf(first), b: second === null ? '…' : nameOf(second) };
  const options = vendors.map((code) => ({ value: code, label: nameOf(code) }));
  return (
    <>
      <PageHead
        title={t('market.title.merger')}
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
      <p className={classes['lead']}>{t('market.merger.lead')}</p>
      <div className={classes['parties']}>
        <Select
          label={t('market.merger.first')}
          data={options}
          value={first}
          allowDeselect={false}
          onChange={(next) => set({ a: next ?? undefined })}
        />
        <Select
          label={t('market.merger.second')}
          data={options}
          value={second}
          allowDeselect={false}
          onChange={(next) => set({ b: next ?? undefined })}
          error={first !== null && first === second ? t('market.merger.same') : undefined}
        />
      </div>
      {ready && (
        <>
          <FigureAnswer query={national} shape="finding">
            {(figure) => (
              <>
                <NationalScreen figure={figure} params={params} names={names} period={subject.period} />
                <FlagList flags={figure.flags} />
              </>
            )}
          </FigureAnswer>
          <Caveat>{t('market.merger.verdict')}</Caveat>
          <LocalScreens
            query={local}
            params={{ ...params, by: ['departement'] }}
            names={names}
            period={subject.period}
          />
        </>
      )}
    </>
  );
}

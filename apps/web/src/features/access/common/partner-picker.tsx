import { PlatformLabel, usePlatformName } from '@vigie/ui';
import { useTranslation } from 'react-i18next';
import { ChipMenu } from './chip-menu.tsx';
import { useAccessMonths } from './use-access-months.ts';
import { useAccessSearch } from './use-access-search.ts';

const ALL = '';

/** One partner, or all of them, which is the default. */
export function PartnerPicker({ first }: { readonly first?: boolean }) {
  const { t } = useTranslation();
  const nameOf = usePlatformName();
  const [search, set] = useAccessSearch();
  const { partners } = useAccessMonths();
  return (
    <ChipMenu
      {...(first === undefined ? {} : { first })}
      label={t('access.partner')}
      shown={search.partner === undefined ? t('access.allPartners') : nameOf(search.partner)}
      choices={[
        { value: ALL, label: t('access.allPartners') },
        ...partners.map((code) => ({ value: code, label: <PlatformLabel code={code} /> })),
      ]}
      value={search.partner ?? ALL}
      chosen={search.partner !== undefined}
      onChoose={(code) => set({ partner: code === ALL ? undefined : code })}
    />
  );
}

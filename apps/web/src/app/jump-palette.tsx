import { Combobox, InputBase, Modal, useCombobox } from '@mantine/core';
import { useLocale, usePlatformName } from '@vigie/ui';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../api/client.ts';
import { DEFINITIONS } from '../filters/market-search.ts';
import { KPIS } from '../features/access/common/kpi-list.ts';
import { usePlaceName } from '../features/market/common/use-place-name.ts';
import { SCREENS } from './navigation.ts';
import { useStatus } from './use-status.ts';

interface Target {
  readonly id: string;
  readonly label: string;
  readonly go: () => void;
}
interface TargetGroup {
  readonly label: string;
  readonly targets: readonly Target[];
}

const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
const MOST = 8;

/** Screens, definitions, départements and cards by name. */
export function JumpPalette({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('shell.jump.title')}
      size="lg"
      yOffset="12vh"
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': t('shell.close') }}
    >
      {opened && <Palette onClose={onClose} />}
    </Modal>
  );
}

function Palette({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const combobox = useCombobox({ defaultOpened: true });
  const [query, setQuery] = useState('');
  const groups = useTargets();
  const found = groups
    .map((group) => ({
      ...group,
      targets: group.targets.filter((target) => fold(target.label).includes(fold(query))).slice(0, MOST),
    }))
    .filter((group) => group.targets.length > 0);
  return (
    <Combobox
      store={combobox}
      withinPortal={false}
      onOptionSubmit={(id) => {
        onClose();
        groups
          .flatMap((group) => group.targets)
          .find((target) => target.id === id)
          ?.go();
      }}
    >
      <Combobox.EventsTarget>
        <InputBase
          label={t('shell.jump.label')}
          leftSection={<IconSearch size={15} aria-hidden="true" />}
          value={query}
          data-autofocus
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            combobox.selectFirstOption();
          }}
        />
      </Combobox.EventsTarget>
      <Combobox.Options mt="sm" mah={360} style={{ overflowY: 'auto' }} aria-label={t('shell.jump.title')} tabIndex={0}>
        {found.length === 0 && <Combobox.Empty>{t('shell.jump.none')}</Combobox.Empty>}
        {found.map((group) => (
          <Combobox.Group key={group.label} label={group.label}>
            {group.targets.map((target) => (
              <Combobox.Option key={target.id} value={target.id}>
                {target.label}
              </Combobox.Option>
            ))}
          </Combobox.Group>
        ))}
      </Combobox.Options>
    </Combobox>
  );
}

function useTargets(): readonly TargetGroup[] {
  const { t } = useTranslation();
  const locale = useLocale();
  const navigate = useNavigate();
  const status = useStatus();
  const placeName = usePlaceName();
  const nameOf = usePlatformName();
  const cards = useQuery(trpc.catalogue.list.queryOptions());
  return useMemo(
    () => [
      {
        label: t('shell.jump.screens'),
        targets: SCREENS.map((screen) => ({
          id: screen.to,
          label: t(screen.label),
          go: () => void navigate({ to: screen.to }),
        })),
      },
      {
        label: t('shell.jump.definitions'),
        targets: DEFINITIONS.map((id) => ({
          id,
          label: `${id.slice(0, 2)} ${t(`market.definition.${id}.title`)}`,
          go: () => void navigate({ to: '/market', search: (was) => ({ ...was, definition: id }) }),
        })),
      },
      {
        label: t('shell.jump.indicators'),
        targets: KPIS.flatMap((kpi) =>
          (status.data?.access.partners ?? []).map(({ code }) => ({
            id: `kpi-${kpi.id}-${code}`,
            label: `${kpi.id} ${t(`access.kpi.${kpi.id}.title`)}, ${nameOf(code)}`,
            go: () => void navigate({ to: '/access/$kpi/$partner', params: { kpi: kpi.id, partner: code } }),
          })),
        ),
      },
      {
        label: t('shell.jump.places'),
        targets: (status.data?.departements ?? []).map((place) => ({
          id: `place-${place.code}`,
          label: `${place.code} ${placeName(place.code)}`,
          go: () => void navigate({ to: '/market', search: (was) => ({ ...was, place: place.code }) }),
        })),
      },
      {
        label: t('shell.jump.cards'),
        targets: (cards.data?.metrics ?? []).map((card) => ({
          id: `card-${card.id}`,
          label: `${card.title[locale]} (${card.id})`,
          go: () => void navigate({ to: '/cards/$id', params: { id: card.id } }),
        })),
      },
    ],
    [t, locale, navigate, placeName, nameOf, status.data, cards.data],
  );
}

import { IconChartHistogram, IconDatabase, IconRulerMeasure, IconScale } from '@tabler/icons-react';

export type ScreenPath = '/market' | '/access' | '/data' | '/cards';

export interface Screen {
  readonly to: ScreenPath;
  readonly label: 'shell.nav.market' | 'shell.nav.access' | 'shell.nav.data' | 'shell.nav.cards';
  readonly Icon: typeof IconDatabase;
  /** Second key after g. */
  readonly key: string;
}

export interface ScreenGroup {
  readonly label: 'shell.nav.oversight' | 'shell.nav.evidence';
  readonly screens: readonly Screen[];
}

/** Only screens that exist: the navigation has no dead link. */
export const NAVIGATION: readonly ScreenGroup[] = [
  {
    label: 'shell.nav.oversight',
    screens: [
      { to: '/market', label: 'shell.nav.market', Icon: IconChartHistogram, key: 'm' },
      { to: '/access', label: 'shell.nav.access', Icon: IconScale, key: 'a' },
    ],
  },
  {
    label: 'shell.nav.evidence',
    screens: [
      { to: '/data', label: 'shell.nav.data', Icon: IconDatabase, key: 'd' },
      { to: '/cards', label: 'shell.nav.cards', Icon: IconRulerMeasure, key: 'c' },
    ],
  },
];

export const SCREENS: readonly Screen[] = NAVIGATION.flatMap((group) => group.screens);

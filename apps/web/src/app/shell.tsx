import { FigureLinksProvider, PlatformsProvider, type FigureLinks } from '@vigie/ui';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { Outlet, useRouter, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFocusPlatform } from './use-focus-platform.ts';
import { SideBar } from './side-bar.tsx';
import classes from './shell.module.css';
import { TopBar } from './top-bar.tsx';
import { useShortcuts } from './use-shortcuts.ts';
import { useFolded, useSingleKeys } from './use-preferences.ts';
import { useStatus } from './use-status.ts';

const PhoneTabs = lazy(async () => ({ default: (await import('./phone-tabs.tsx')).PhoneTabs }));
const JumpPalette = lazy(async () => ({ default: (await import('./jump-palette.tsx')).JumpPalette }));
const PartnerShell = lazy(async () => ({
  default: (await import('../features/access/partner/partner-shell.tsx')).PartnerShell,
}));
const KeysHelp = lazy(async () => ({ default: (await import('./keys-help.tsx')).KeysHelp }));

/** The back office; a partner's own page has a shell of its own, which asks for nothing of the others. */
export function Shell() {
  const partnerPage = useRouterState({ select: (state) => state.location.pathname.startsWith('/access/partner/') });
  return partnerPage ? (
    <Suspense fallback={null}>
      <PartnerShell />
    </Suspense>
  ) : (
    <BackOffice />
  );
}

/** Side bar, bar and sheet; on phones a bar, a strip and tabs. */
function BackOffice() {
  const { t } = useTranslation();
  const phone = useMediaQuery('(max-width: 640px)', false, { getInitialValueInEffect: false });
  const [folded, setFolded] = useFolded();
  const [jumping, jump] = useDisclosure(false);
  const [helping, help] = useDisclosure(false);
  const [singleKeys] = useSingleKeys();
  useShortcuts({ onJump: jump.open, onHelp: help.open, singleKeys });
  return (
    <ShellContext singleKeys={singleKeys}>
      <a href="#main" className="skip">
        {t('shell.skip')}
      </a>
      <div className={classes['app']} data-phone={phone || undefined} data-folded={folded || undefined}>
        {!phone && <SideBar folded={folded} onFold={() => setFolded(!folded)} onJump={jump.open} />}
        <div className={classes['page']}>
          <TopBar phone={phone} onHelp={help.open} onJump={jump.open} />
          <main id="main" className={classes['main']} tabIndex={-1}>
            <Outlet />
          </main>
        </div>
        <Suspense fallback={null}>{phone && <PhoneTabs onHelp={help.open} />}</Suspense>
      </div>
      <Suspense fallback={null}>
        {jumping && <JumpPalette opened onClose={jump.close} />}
        {helping && <KeysHelp opened onClose={help.close} />}
      </Suspense>
    </ShellContext>
  );
}

/** What every figure and chart below needs to know: looks of the platforms, and where a figure leads. */
function ShellContext({ singleKeys, children }: { readonly singleKeys: boolean; readonly children: React.ReactNode }) {
  const status = useStatus();
  const focus = useFocusPlatform();
  const router = useRouter();
  const codes = useMemo(
    () => [
      ...new Set([...(status.data?.platforms ?? []), ...(status.data?.access.partners ?? [])].map(({ code }) => code)),
    ],
    [status.data],
  );
  const links = useMemo(
    (): FigureLinks => ({
      singleKeys,
      openCard: (id) => void router.navigate({ to: '/cards/$id', params: { id } }),
      cardHref: (id) => router.buildLocation({ to: '/cards/$id', params: { id } }).href,
      releaseHref: (number) =>
        router.buildLocation({ to: '/data/releases/$number', params: { number: String(number) } }).href,
    }),
    [router, singleKeys],
  );
  return (
    <PlatformsProvider codes={codes} focus={focus}>
      <FigureLinksProvider links={links}>{children}</FigureLinksProvider>
    </PlatformsProvider>
  );
}

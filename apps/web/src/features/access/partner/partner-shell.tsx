import { FigureLinksProvider, PlatformsProvider, type FigureLinks } from '@vigie/ui';
import { Outlet, useParams, useRouter } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { LanguageSwitch } from '../../../app/language-switch.tsx';
import { Logo } from '../../../app/logo.tsx';
import { SchemeSwitch } from '../../../app/scheme-switch.tsx';
import { useSingleKeys } from '../../../app/use-preferences.ts';
import classes from './partner.module.css';

/** Around a partner's own page: no list of platforms, no other screen's data. What it needs to know it learns from the figure itself. */
export function PartnerShell() {
  const { t } = useTranslation();
  const router = useRouter();
  const partner = useParams({ strict: false }).partner?.toLowerCase() ?? '';
  const [singleKeys] = useSingleKeys();
  const codes = useMemo(() => ['own', partner], [partner]);
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
    <PlatformsProvider codes={codes} focus="own">
      <FigureLinksProvider links={links}>
        <a href="#main" className="skip">
          {t('shell.skip')}
        </a>
        <header className={classes['bar']}>
          <span className={classes['brand']}>
            <Logo /> Vigie
          </span>
          <LanguageSwitch />
          <SchemeSwitch />
        </header>
        <main id="main" className={classes['main']} tabIndex={-1}>
          <Outlet />
        </main>
      </FigureLinksProvider>
    </PlatformsProvider>
  );
}

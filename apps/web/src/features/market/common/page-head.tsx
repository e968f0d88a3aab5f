import type { ExportLinks } from '@vigie/ui';
import classes from './common.module.css';
import { MarketTabs } from './market-tabs.tsx';
import { PageActs } from './page-acts.tsx';

interface PageHeadProps {
  readonly title: string;
  readonly sub: string;
  readonly links?: ExportLinks | undefined;
}

/** Title, subject, acts and the five pages of the market. */
export function PageHead({ title, sub, links }: PageHeadProps) {
  return (
    <>
      <div className={classes['head']}>
        <div>
          <h1>{title}</h1>
          <p className={classes['sub']}>{sub}</p>
        </div>
        <PageActs links={links} />
      </div>
      <MarketTabs />
    </>
  );
}

import type { ExportLinks } from '@vigie/ui';
import type { ReactNode } from 'react';
import classes from '../../market/common/common.module.css';
import { PageActs } from '../../market/common/page-acts.tsx';
import { AccessTabs } from './access-tabs.tsx';

interface AccessHeadProps {
  readonly title: ReactNode;
  readonly sub: ReactNode;
  readonly links?: ExportLinks | undefined;
  readonly acts?: ReactNode;
}

/** Title, subject, acts and the pages of Access. */
export function AccessHead({ title, sub, links, acts }: AccessHeadProps) {
  return (
    <>
      <div className={classes['head']}>
        <div>
          <h1>{title}</h1>
          <p className={classes['sub']}>{sub}</p>
        </div>
        <PageActs links={links}>{acts}</PageActs>
      </div>
      <AccessTabs />
    </>
  );
}

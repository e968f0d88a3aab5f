import { Button } from '@mantine/core';
import { ErrorState, LoadingState, Section, Tag, usePlatformName } from '@vigie/ui';
import { IconArrowRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { trpc } from '../../../api/client.ts';
import { toProblem } from '../../../api/problem.ts';
import { AccessHead } from '../common/access-head.tsx';
import classes from '../common/access.module.css';
import { CaseFacts } from './case-facts.tsx';
import { CaseForms } from './case-forms.tsx';
import { CaseFindings } from './case-findings.tsx';
import { CaseTimeline } from './case-timeline.tsx';
import type { CaseDetail } from './case-types.ts';
import own from './cases.module.css';
import { useCaseChanges } from './use-case-changes.ts';

/** One case: what was found, whose it is, until when, why, what happened, and how it ends. */
export function CasePage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/access/cases/$id' });
  const query = useQuery(trpc.access.cases.get.queryOptions({ id }));
  useCaseChanges(id);
  if (query.error !== null && query.data === undefined)
    return (
      <>
        <h1>{t('access.case.title')}</h1>
        <ErrorState problem={toProblem(query.error, t('access.case.title'))} onRetry={() => void query.refetch()} />
      </>
    );
  return query.data === undefined ? <LoadingState rows={8} /> : <CaseView detail={query.data} />;
}

function CaseView({ detail }: { readonly detail: CaseDetail }) {
  const { t } = useTranslation();
  const nameOf = usePlatformName();
  return (
    <>
      <AccessHead
        title={
          <>
            {t('access.case.name', { number: detail.number })}{' '}
            <Tag tone={detail.state === 'open' ? 'outline' : 'neutral'}>{t(`access.case.state.${detail.state}`)}</Tag>
          </>
        }
        sub={t('access.case.sub', {
          id: detail.kpi,
          kpi: t(`access.kpi.${detail.kpi}.title`, detail.kpi),
          partner: nameOf(detail.partner),
        })}
        acts={
          <Button
            component={Link}
            to={`/access/${detail.kpi}/${detail.partner}?month=${detail.lastMonth}`}
            variant="default"
            rightSection={<IconArrowRight size={14} stroke={1.75} aria-hidden="true" />}
          >
            {t('access.case.toKpi')}
          </Button>
        }
      />
      <div className={classes['body']}>
        <div className={own['columns']}>
          <div>
            <CaseFacts detail={detail} />
            <Section title={t('access.case.findings')} note={t('access.case.findingsNote')}>
              <CaseFindings detail={detail} />
            </Section>
            <Section title={t('access.case.timeline')} note={t('access.case.timelineNote')}>
              <CaseTimeline detail={detail} />
            </Section>
          </div>
          <CaseForms key={detail.state} detail={detail} />
        </div>
      </div>
    </>
  );
}

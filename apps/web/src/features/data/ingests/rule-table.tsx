import { DataTable, formatCount, formatShare, RULE_TITLES_FR, Tag, useLocale, type DataColumn } from '@vigie/ui';
import { IconFlag, IconX } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { IngestDetail } from '../common/types.ts';

type Rule = IngestDetail['rules'][number];

/** Rules that touched rows, with how many and to what effect. */
export function RuleTable({ ingest }: { readonly ingest: IngestDetail }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const columns = useMemo((): readonly DataColumn<Rule>[] => {
    const ratio = (rule: Rule): number => (ingest.rowsIn === 0 ? 0 : rule.rows / ingest.rowsIn);
    const titleOf = (rule: Rule): string => (locale === 'fr' ? RULE_TITLES_FR[rule.rule] : undefined) ?? rule.title;
    return [
      {
        id: 'rule',
        title: t('data.refused.rule'),
        value: (rule) => `${rule.rule} ${titleOf(rule)}`,
        cell: (rule) => (
          <>
            <span className="v-ink3">{rule.rule}</span> {titleOf(rule)}
          </>
        ),
      },
      {
        id: 'rows',
        title: t('data.refused.rows'),
        align: 'right',
        value: (rule) => rule.rows,
        text: (rule) => formatCount(locale, rule.rows),
        phone: 'primary',
      },
      {
        id: 'share',
        title: t('data.refused.share'),
        align: 'right',
        value: ratio,
        text: (rule) => formatShare(locale, ratio(rule), 3),
      },
      {
        id: 'effect',
        title: t('data.refused.effect'),
        value: (rule) => rule.severity,
        cell: (rule) =>
          rule.severity === 'reject' ? (
            <Tag tone="red" icon={<IconX size={12} stroke={2} aria-hidden="true" />}>
              {t('data.refused.refusedTag')}
            </Tag>
          ) : (
            <Tag icon={<IconFlag size={12} stroke={2} aria-hidden="true" />}>{t('data.refused.flaggedTag')}</Tag>
          ),
      },
    ];
  }, [t, locale, ingest]);
  return (
    <DataTable
      caption={t('data.refused.rule')}
      rows={ingest.rules}
      columns={columns}
      rowKey={(rule) => `${rule.severity}${rule.rule}`}
    />
  );
}

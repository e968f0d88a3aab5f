import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconChartLine, IconPhotoDown, IconTable } from '@tabler/icons-react';
import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFigureLinks } from '../figure/figure-links.tsx';
import classes from './charts.module.css';
import { exportPng } from './export-png.ts';

export interface ChartFrameProps {
  readonly title: string;
  readonly note?: ReactNode;
  /** The chart in one sentence, with its numbers. */
  readonly sentence: string;
  readonly source: string;
  readonly fileName: string;
  readonly actions?: ReactNode;
  readonly chart: ReactNode;
  readonly table: ReactNode;
  readonly initial?: 'chart' | 'table';
}

/** Title, note, and one button that swaps the drawing and its table (key t). The drawing is one image with a sentence. */
export function ChartFrame(props: ChartFrameProps) {
  const { t } = useTranslation('ui');
  const [view, setView] = useState(props.initial ?? 'chart');
  const { singleKeys } = useFigureLinks();
  const drawing = useRef<HTMLDivElement>(null);
  const swap = (): void => setView((was) => (was === 'chart' ? 'table' : 'chart'));
  const onKeyDown = (event: KeyboardEvent): void => {
    const typing = event.target instanceof HTMLInputElement;
    if (event.key !== 't' || typing || !singleKeys || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    swap();
  };
  return (
    <section aria-label={props.title} onKeyDown={onKeyDown}>
      <div className={classes['frameHead']}>
        <div className={classes['frameTitle']}>
          <h2>{props.title}</h2>
          {props.note !== undefined && <span className={classes['frameNote']}>{props.note}</span>}
        </div>
        <div className={classes['frameActs']}>
          {props.actions}
          <Button
            variant="default"
            onClick={swap}
            leftSection={
              view === 'chart' ? (
                <IconTable size={14} stroke={1.75} aria-hidden="true" />
              ) : (
                <IconChartLine size={14} stroke={1.75} aria-hidden="true" />
              )
            }
          >
            {t(view === 'chart' ? 'chart.asTable' : 'chart.asChart')}
          </Button>
          {view === 'chart' && (
            <Tooltip label={t('chart.png')}>
              <ActionIcon
                variant="default"
                size={30}
                aria-label={t('chart.png')}
                onClick={() => {
                  const container = drawing.current;
                  if (container !== null)
                    void exportPng({ container, title: props.title, source: props.source, fileName: props.fileName });
                }}
              >
                <IconPhotoDown size={15} stroke={1.75} />
              </ActionIcon>
            </Tooltip>
          )}
        </div>
      </div>
      {view === 'chart' ? (
        <div ref={drawing} className={classes['chart']} role="img" aria-label={props.sentence}>
          {props.chart}
        </div>
      ) : (
        props.table
      )}
    </section>
  );
}

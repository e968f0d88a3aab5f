import type { FigureService } from '@vigie/api';
import type { Db } from '@vigie/database';
import type { ExaminationResult } from '@vigie/inquiries';
import { cardOf, METRICS } from '@vigie/metrics';
import type { Logger } from '../logger.ts';
import type { ProgressBus } from '../progress/progress-bus.ts';
import type { Warehouse } from '../warehouse/warehouse-service.ts';
import { type ExaminedMetrics, examineRelease, MONITOR, PARITY } from './examine-release.ts';
import { Examiner } from './examiner.ts';

export interface ExaminerParts {
  readonly db: Db;
  readonly bus: Pick<ProgressBus, 'publish'>;
  readonly figures: FigureService;
  readonly warehouse: Pick<Warehouse, 'currentAccess'>;
  readonly logger: Logger;
}

function examinedMetrics(): ExaminedMetrics {
  const [parity, monitor] = [PARITY, MONITOR].map((id) => METRICS.find((metric) => metric.id === id));
  const kpis = monitor === undefined ? null : cardOf(monitor).parameters.find(({ name }) => name === 'kpi')?.values;
  return {
    parity: parity === undefined ? null : { version: parity.version },
    monitor: monitor === undefined ? null : { version: monitor.version, kpis: kpis ?? [] },
  };
}

export interface ReleaseExaminer {
  /** Something may be new: look. */
  wake(): void;
  /** The newest release, whenever somebody sees it: wakes when it is another than was looked at, one built by the command line for instance. */
  notice(hash: string): void;
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** The examiner of one server: its newest release, the metrics of the catalogue, its database and its subscribers. */
export function createExaminer({ db, bus, figures, warehouse, logger }: ExaminerParts): ReleaseExaminer {
  let lookedAt: string | null = null;
  const context = { db, now: () => new Date(), actor: { kind: 'job', name: 'access examination' } } as const;
  const onResult = ({ opened, changed }: ExaminationResult): void => {
    for (const one of [...opened, ...changed]) bus.publish({ kind: 'case', case: one });
  };
  const examine = async (signal: AbortSignal): Promise<void> => {
    const current = await warehouse.currentAccess();
    if (current === null) return;
    lookedAt = current.record.hash;
    await examineRelease({ ...current, figures, metrics: examinedMetrics(), context, onResult, logger, signal });
  };
  const examiner = new Examiner({ examine, logger });
  return {
    wake: () => examiner.wake(),
    notice: (hash) => {
      if (hash === lookedAt) return;
      lookedAt = hash;
      examiner.wake();
    },
    idle: () => examiner.idle(),
    close: () => examiner.close(),
  };
}

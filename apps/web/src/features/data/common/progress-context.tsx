import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useSubscription } from '@trpc/tanstack-react-query';
import { createContext, useContext, useMemo, useState, type ReactNode } from 'react';
import { trpc } from '../../../api/client.ts';
import type { Job, Upload } from './types.ts';

interface Progress {
  readonly uploads: readonly Upload[];
  readonly jobs: readonly Job[];
  readonly loading: boolean;
}

const ProgressContext = createContext<Progress>({ uploads: [], jobs: [], loading: true });

const newest = (a: { createdAt: string }, b: { createdAt: string }): number => b.createdAt.localeCompare(a.createdAt);

/** Uploads and jobs as they stand, then as they change: the list once, events after. */
export function ProgressProvider({ children }: { readonly children: ReactNode }) {
  const queries = useQueryClient();
  const uploads = useQuery(trpc.warehouse.uploads.queryOptions());
  const jobs = useQuery(trpc.warehouse.jobs.queryOptions({ limit: 50 }));
  const [changed, setChanged] = useState<{ uploads: ReadonlyMap<string, Upload>; jobs: ReadonlyMap<string, Job> }>({
    uploads: new Map(),
    jobs: new Map(),
  });
  useSubscription(
    trpc.warehouse.progress.subscriptionOptions(undefined, {
      onData: ({ data: event }) => {
        setChanged((was) =>
          event.kind === 'upload'
            ? { ...was, uploads: new Map(was.uploads).set(event.upload.id, event.upload) }
            : { ...was, jobs: new Map(was.jobs).set(event.job.id, event.job) },
        );
        const state = event.kind === 'upload' ? event.upload.state : event.job.state;
        // What ends changes the lists that stand elsewhere: ingests, releases, the status of the bar.
        if (['done', 'failed', 'cancelled'].includes(state)) {
          void queries.invalidateQueries({
            queryKey: trpc.warehouse.pathKey(),
            predicate: (query) => !JSON.stringify(query.queryKey).includes('progress'),
          });
        }
      },
    }),
  );
  const value = useMemo((): Progress => {
    const merge = <T extends { id: string; createdAt: string }>(
      list: readonly T[] | undefined,
      later: ReadonlyMap<string, T>,
    ): T[] => [...new Map([...(list ?? []).map((item) => [item.id, item] as const), ...later]).values()].sort(newest);
    return {
      uploads: merge(uploads.data?.uploads, changed.uploads),
      jobs: merge(jobs.data?.jobs, changed.jobs),
      loading: uploads.isLoading,
    };
  }, [uploads.data, uploads.isLoading, jobs.data, changed]);
  return <ProgressContext value={value}>{children}</ProgressContext>;
}

export function useProgress(): Progress {
  return useContext(ProgressContext);
}

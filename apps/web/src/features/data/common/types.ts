import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '@vigie/api';

type Outputs = inferRouterOutputs<AppRouter>['warehouse'];
export type Upload = Outputs['upload'];
export type Job = Outputs['cancelJob'];
export type Release = Outputs['releases']['releases'][number];
export type ReleaseDetail = Outputs['release'];
export type Ingest = Outputs['ingests']['ingests'][number];
export type IngestDetail = Outputs['ingest'];
export type RejectRow = Outputs['rejects']['rows'][number];
export type Verification = Outputs['verifyRelease'];
export type Guess = Outputs['guess'];
export type Lineage = Outputs['lineage'];

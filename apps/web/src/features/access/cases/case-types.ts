import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '@vigie/api';

type Outputs = inferRouterOutputs<AppRouter>['access']['cases'];
export type CaseSummary = Outputs['list']['cases'][number];
export type CaseDetail = Outputs['get'];
export type CaseEvent = CaseDetail['events'][number];
export type CaseFinding = CaseDetail['findings'][number];

type Inputs = inferRouterInputs<AppRouter>['access']['cases'];
export type RootCauseKind = Inputs['setRootCause']['rootCause']['kind'];
export type OutcomeKind = Inputs['close']['outcome']['kind'];

/** In the order in which one would look for them. */
export const ROOT_CAUSES: readonly RootCauseKind[] = [
  'SOFTWARE_DEFECT',
  'CAPACITY',
  'CONFIGURATION',
  'DEFAULT_SETTING',
  'COMMERCIAL_DECISION',
  'PRACTITIONER_CHOICE',
  'PARTNER_SIDE',
  'DATA',
  'UNKNOWN',
];
export const OUTCOMES: readonly OutcomeKind[] = [
  'REMEDIED',
  'JUSTIFIED',
  'NOT_ATTRIBUTABLE',
  'MEASUREMENT_ERROR',
  'ESCALATED',
];

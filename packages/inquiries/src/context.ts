import type { Db } from '@vigie/database';
import type { Actor } from './actor.ts';

/** What every verb of this room is given: who acts, on which database, at what time. */
export interface InquiryContext {
  readonly db: Db;
  readonly actor: Actor;
  readonly now: () => Date;
}

/** The database inside a verb's transaction. */
export type Transaction = Parameters<Parameters<Db['transaction']>[0]>[0];

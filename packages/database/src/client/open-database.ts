import { join } from 'node:path';
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import * as schema from '../schema/index.ts';

/** Where the database is: an address of any PostgreSQL ≥ 16, or the embedded server's socket. */
export type DatabaseTarget =
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'socket'; readonly directory: string; readonly user: string; readonly database: string };

export type Db = PostgresJsDatabase<typeof schema>;
export type Sql = postgres.Sql;

export interface Database {
  readonly db: Db;
  readonly sql: Sql;
  readonly target: DatabaseTarget;
  close(): Promise<void>;
}

const quiet = { onnotice: () => undefined };
const SOCKET_NAME = '.s.PGSQL.5432';

/** `postgres://user@/name?host=/run/postgresql`: the usual way to write a socket, which postgres.js does not read. */
function socketOf(url: string): { path: string; user: string; database: string } | null {
  const parts = /^postgres(?:ql)?:\/\/(?:([^@/:?]*)@)?\/([^?]*)\?(?:.*&)?host=([^&]+)/.exec(url);
  if (parts === null) return null;
  const [user = '', database = '', directory = ''] = parts.slice(1).map((part) => decodeURIComponent(part ?? ''));
  return { path: join(directory, SOCKET_NAME), user: user || 'postgres', database };
}

/** A bare connection pool, without the schema. */
export function connect(target: DatabaseTarget, max = 10): Sql {
  if (target.kind === 'socket') {
    const path = join(target.directory, SOCKET_NAME);
    return postgres({ path, user: target.user, database: target.database, max, ...quiet });
  }
  const socket = socketOf(target.url);
  return socket === null ? postgres(target.url, { max, ...quiet }) : postgres({ ...socket, max, ...quiet });
}

export function openDatabase(target: DatabaseTarget, max = 10): Database {
  const sql = connect(target, max);
  return { sql, target, db: drizzle(sql, { schema }), close: () => sql.end({ timeout: 5 }) };
}

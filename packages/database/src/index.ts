export * from './client/migrate.ts';
export * from './client/open-database.ts';
export * from './client/start-database.ts';
export * from './embedded/start-postgres.ts';
export { stopLeftoverServer } from './embedded/stop-server.ts';
export * from './schema/index.ts';
export { and, asc, desc, eq, gt, gte, inArray, or, sql } from 'drizzle-orm';

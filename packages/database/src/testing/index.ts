export { createTestDatabase, withTestDatabase } from './with-test-database.ts';
export type { TestDatabase } from './with-test-database.ts';

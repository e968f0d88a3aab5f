/** Read by drizzle-kit alone: `npm run migrations --workspace @vigie/database` writes the next file of migrations/. */
export default { dialect: 'postgresql', schema: './src/schema/index.ts', out: './migrations' };

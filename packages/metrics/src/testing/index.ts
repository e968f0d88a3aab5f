export * from './access-rows.ts';
export * from './access-tables.ts';
export * from './golden-a.ts';
export * from './memory-release.ts';
export * from './real-like.ts';
export * from './release-tables.ts';

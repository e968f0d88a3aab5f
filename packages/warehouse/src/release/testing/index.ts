export * from './ask-release.ts';
export * from './golden-a.ts';
export * from './make-ingest.ts';
export * from './ingest-access.ts';

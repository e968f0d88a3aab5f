export * from './contracts/contract.ts';
export * from './contracts/load-contracts.ts';
export * from './ingest/ingest-record.ts';

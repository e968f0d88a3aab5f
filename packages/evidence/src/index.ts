export * from './canonical-json.ts';
export * from './hash-chain.ts';
export * from './sha256.ts';
export * from './verify-files.ts';

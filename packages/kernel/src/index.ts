export * from './app-error.ts';
export * from './figure.ts';

export * from './app-error.ts';
export * from './figure.ts';
export * from './csv.ts';
export * from './flat-table.ts';
export * from './working-days.ts';

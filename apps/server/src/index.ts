export * from './create-server.ts';
export * from './env.ts';
export * from './lifecycle/start-vigie.ts';
export { createWarehouseWork } from './warehouse/create-work.ts';

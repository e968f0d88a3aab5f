export * from './conduct-case.ts';
export * from './job.ts';
export * from './setting.ts';
export * from './upload.ts';

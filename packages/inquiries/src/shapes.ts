/** Shapes only, without the database: what a face needs to speak of cases. */
export * from './actor.ts';
export * from './conduct-cases/case-shapes.ts';
export * from './conduct-cases/event-shapes.ts';
export * from './conduct-cases/examination-shapes.ts';
export * from './conduct-cases/finding-shapes.ts';
export * from './conduct-cases/verb-inputs.ts';

export { createRandom, drawBinomial, type Random } from './random.ts';
export { PARITY, type Scatter, type Treatment } from './treatment.ts';
export { baseRates, drawRequests, FATE, type RequestInput, type RequestRows } from './draw-requests.ts';
export * from './draw-slots.ts';
export * from './draw-terms.ts';
export { drawListings, type ListingRow } from './draw-search.ts';
export * from './draw-month.ts';
export { exclusiveBase, shareLate } from './expected.ts';

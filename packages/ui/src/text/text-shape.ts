/** The same keys, any words: what a translation must look like. The compiler refuses a missing key. */
export type TextShape<T> = { readonly [K in keyof T]: T[K] extends string ? string : TextShape<T[K]> };

/** Every key of a tree of words, as dotted paths. */
export function textKeys(tree: object, prefix = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null ? textKeys(value, `${prefix}${key}.`) : [`${prefix}${key}`],
  );
}

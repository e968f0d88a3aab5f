/** A check of one row, as SQL over the contract's fields. Null counts as passed. */
export interface Rule {
  readonly code: string;
  readonly severity: 'reject' | 'warn';
  readonly field: string;
  /** True where the rule is broken. */
  readonly broken: string;
  /** Columns computed once for the rule, from the field's value. */
  readonly helpers?: readonly { readonly name: string; readonly sql: (value: string) => string }[];
}

export const reject = (code: string, field: string, broken: string): Rule => ({
  code,
  severity: 'reject',
  field,
  broken,
});

export const warn = (code: string, field: string, broken: string): Rule => ({ code, severity: 'warn', field, broken });

/** A closed interval, in the unit of the quantity it bounds. */
export interface Interval {
  lower: number;
  upper: number;
}

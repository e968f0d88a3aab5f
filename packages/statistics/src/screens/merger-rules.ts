/** Figures of a merger on which the screening rules bear; shares in points. */
export interface MergerFigures {
  preHhi: number;
  postHhi: number;
  deltaHhi: number;
  combinedSharePoints: number;
  largestPreSharePoints: number;
}

export interface Condition {
  figure: keyof MergerFigures;
  is: '<' | '<=' | '>' | '>=';
  value: number;
}

/** A rule holds when all its conditions hold. `RAISES` sets the flag of its set; `NOTES` is only reported beside it. */
export interface MergerRule {
  id: string;
  effect: 'RAISES' | 'NOTES';
  all: readonly Condition[];
}

/** A dated and versioned set of thresholds. */
export interface MergerRuleSet {
  id: string;
  version: string;
  adoptedOn: string;
  source: string;
  raisedFlag: string;
  quietFlag: string;
  rules: readonly MergerRule[];
}

/** EC guidelines on horizontal mergers, paragraphs 17 to 21. */
export const EU_2004: MergerRuleSet = {
  id: 'EU_HORIZONTAL_2004',
  version: '1',
  adoptedOn: '2004-02-05',
  source: 'OJ C 31, 5.2.2004, p. 5, paras 17-21',
  raisedFlag: 'FURTHER_ANALYSIS',
  quietFlag: 'CONCERNS_UNLIKELY',
  rules: [
    {
      id: 'POST_HHI_1000_TO_2000_DELTA_250',
      effect: 'RAISES',
      all: [
        { figure: 'postHhi', is: '>=', value: 1000 },
        { figure: 'postHhi', is: '<=', value: 2000 },
        { figure: 'deltaHhi', is: '>=', value: 250 },
      ],
    },
    {
      id: 'POST_HHI_OVER_2000_DELTA_150',
      effect: 'RAISES',
      all: [
        { figure: 'postHhi', is: '>', value: 2000 },
        { figure: 'deltaHhi', is: '>=', value: 150 },
      ],
    },
    {
      id: 'PRE_SHARE_50_HHI_TEST_DOES_NOT_APPLY',
      effect: 'RAISES',
      all: [{ figure: 'largestPreSharePoints', is: '>=', value: 50 }],
    },
    { id: 'COMBINED_SHARE_50', effect: 'RAISES', all: [{ figure: 'combinedSharePoints', is: '>=', value: 50 }] },
    { id: 'COMBINED_SHARE_UP_TO_25', effect: 'NOTES', all: [{ figure: 'combinedSharePoints', is: '<=', value: 25 }] },
  ],
};

/** US merger guidelines, guideline 1. */
export const US_2023: MergerRuleSet = {
  id: 'US_MERGER_2023',
  version: '1',
  adoptedOn: '2023-12-18',
  source: 'DOJ and FTC merger guidelines, 18 December 2023, guideline 1',
  raisedFlag: 'PRESUMPTION',
  quietFlag: 'NONE',
  rules: [
    {
      id: 'POST_HHI_OVER_1800_DELTA_OVER_100',
      effect: 'RAISES',
      all: [
        { figure: 'postHhi', is: '>', value: 1800 },
        { figure: 'deltaHhi', is: '>', value: 100 },
      ],
    },
    {
      id: 'COMBINED_SHARE_OVER_30_DELTA_OVER_100',
      effect: 'RAISES',
      all: [
        { figure: 'combinedSharePoints', is: '>', value: 30 },
        { figure: 'deltaHhi', is: '>', value: 100 },
      ],
    },
    { id: 'HIGHLY_CONCENTRATED_OVER_1800', effect: 'NOTES', all: [{ figure: 'postHhi', is: '>', value: 1800 }] },
    {
      id: 'MODERATELY_CONCENTRATED_1000_TO_1800',
      effect: 'NOTES',
      all: [
        { figure: 'postHhi', is: '>=', value: 1000 },
        { figure: 'postHhi', is: '<=', value: 1800 },
      ],
    },
  ],
};

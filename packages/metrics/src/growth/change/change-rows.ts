import type { FigureRow, Flag } from '@vigie/kernel';
import { growthRatio } from '@vigie/statistics';
import { formatCount, note, refuse, warn } from '../../frame/flags.ts';
import { distinctFlags } from '../../market/share/definition.ts';
import type { ShareCell } from '../../market/share/share-result.ts';
import type { Panel } from './balanced-panel.ts';

/** Reporters that differ by more than this between the periods make the raw growth a change of panel too. */
export const PANEL_TOLERANCE = 0.02;

const platformOf = (flag: Flag): string | null =>
  typeof flag.facts['platform'] === 'string' ? flag.facts['platform'] : null;

/** A source that covers one of the periods in part: no unit of it can be compared. */
export const cutsEverything = (flag: Flag): boolean => flag.code === 'INCOMPLETE_PERIOD' && platformOf(flag) === null;

/** Platforms whose volumes of the two periods do not compare unit by unit either: an export that covers one of them only, a weight that changed. */
export function leftOutOf(breaks: readonly Flag[]): string[] {
  const uneven = breaks.filter((f) => f.code === 'INCOMPLETE_PERIOD' || f.facts['reason'] === 'WEIGHT_CHANGE');
  return [...new Set(uneven.flatMap((flag) => platformOf(flag) ?? []))].sort();
}

const concerns = (flag: Flag, platform: string): boolean =>
  platform === 'all' || platformOf(flag) === null || platformOf(flag) === platform;

/** Why a raw growth is withheld, or, where there is none to withhold, why it has no base. */
function withholding(flag: Flag, isThere: boolean): Flag {
  const say = isThere ? refuse : warn;
  if (flag.code === 'BREAK_IN_SERIES')
    return say(
      'BREAK_IN_SERIES',
      'The raw growth is withheld: the series breaks between the two periods. The balanced panel compares the same units.',
      { reason: 'BREAK' },
    );
  return say(
    'COVERAGE_CHANGED',
    `${flag.message} The raw growth across it would measure the coverage; the balanced panel leaves it out.`,
    flag.facts,
  );
}

interface Sides {
  readonly current: readonly ShareCell[];
  readonly before: readonly ShareCell[];
  readonly panel: Panel | null;
  readonly flags: readonly Flag[];
  readonly breaks: readonly Flag[];
}

/** One row per platform (and département), then one for all platforms of each place. */
export function changeRows(sides: Sides, by: readonly string[]): FigureRow[] {
  const keyOf = (cell: ShareCell): string =>
    JSON.stringify([by.includes('departement') ? cell.departement : null, cell.platform]);
  const now = new Map(sides.current.map((cell) => [keyOf(cell), cell.numerator]));
  const past = new Map(sides.before.map((cell) => [keyOf(cell), cell.numerator]));
  const keys = [...new Set([...now.keys(), ...past.keys()])].sort();
  const places = Map.groupBy(keys, (key) => String((JSON.parse(key) as unknown[])[0] ?? ''));
  return [...places].flatMap(([place, members]) => {
    const departement = place === '' ? null : place;
    const rows = members.map((key) =>
      changeRow(
        {
          departement,
          platform: String((JSON.parse(key) as unknown[])[1]),
          current: now.get(key) ?? 0,
          base: past.get(key) ?? 0,
        },
        sides,
      ),
    );
    const totalOf = (side: Map<string, number>): number => members.reduce((sum, key) => sum + (side.get(key) ?? 0), 0);
    return [...rows, changeRow({ departement, platform: 'all', current: totalOf(now), base: totalOf(past) }, sides)];
  });
}

function changeRow(
  cell: { departement: string | null; platform: string; current: number; base: number },
  sides: Sides,
): FigureRow {
  const balanced = sides.panel?.find(cell.departement, cell.platform) ?? null;
  const raw = growthRatio(cell.current, cell.base);
  const breaks = sides.breaks.filter((flag) => concerns(flag, cell.platform));
  const noBase =
    raw === null
      ? [note('NO_BASE', 'There was nothing in the base period: growth has no base.', { platform: cell.platform })]
      : [];
  const withheld = distinctFlags(breaks.map((flag) => withholding(flag, raw !== null)));
  const panelChanged =
    balanced && Math.abs(balanced.currentUnits - balanced.baseUnits) > PANEL_TOLERANCE * balanced.baseUnits
      ? [
          warn(
            'COVERAGE_CHANGED',
            `${formatCount(balanced.currentUnits)} units reported, ${formatCount(balanced.baseUnits)} in the base period: read the balanced panel of ${formatCount(balanced.panelUnits)}.`,
            { currentUnits: balanced.currentUnits, baseUnits: balanced.baseUnits, panelUnits: balanced.panelUnits },
          ),
        ]
      : [];
  return {
    ...(cell.departement === null ? {} : { departement: cell.departement }),
    platform: cell.platform,
    value: breaks.length > 0 ? null : raw,
    numerator: cell.current,
    denominator: cell.base,
    ciLow: null,
    ciHigh: null,
    balancedRatio: balanced ? growthRatio(balanced.balancedCurrent, balanced.balancedBase) : null,
    balancedCurrent: balanced?.balancedCurrent ?? null,
    balancedBase: balanced?.balancedBase ?? null,
    panelUnits: balanced?.panelUnits ?? null,
    currentUnits: balanced?.currentUnits ?? null,
    baseUnits: balanced?.baseUnits ?? null,
    flags: [...noBase, ...withheld, ...panelChanged, ...sides.flags],
  };
}

import { AppError, type Passport } from '@vigie/kernel';
import { OTHER_KIND } from '../sql/scope.sql.ts';
import type { MetricContext } from './metric-context.ts';
import { readText } from './read-row.ts';
import type { MarketScope } from './scope.ts';
import { date } from './sql-text.ts';

const REGISTER_DAYS_SQL = `select distinct cast(snapshot_date as varchar) as day from site_register order by day`;

/**
 * Settles, once per figure, what a scope leaves open: the register day, and whether vaccination stands apart. A figure that compares periods (growth, a
 * change over a year, a screen of three years) must compare them under one attribution; each period deciding for itself would compare registers.
 * `reach` covers every period of the figure. Throws BAD_INPUT for a register day that the release does not hold.
 */
export async function resolveScope<S extends MarketScope>(
  context: MetricContext,
  scope: S,
  reach: { from: string; to: string } = scope,
): Promise<S> {
  const days = (await context.query(REGISTER_DAYS_SQL, {})).map((row) => readText(row, 'day'));
  const register = chooseRegister(days, scope);
  const vaccination = scope.vaccination === 'auto' ? await chooseVaccination(context, reach) : scope.vaccination;
  const settled: Passport['choices'] = [
    ...(register === undefined
      ? []
      : [
          {
            name: 'register',
            value: register,
            note: scope.register
              ? 'asked for'
              : 'nearest register day not after the start of the period, else the first one',
          },
        ]),
    {
      name: 'vaccination',
      value: vaccination,
      note: scope.vaccination === 'auto' ? 'auto: apart unless the periods hold nothing else' : 'asked for',
    },
  ];
  return { ...scope, register, registerAsked: scope.register !== undefined, vaccination, settled };
}

function chooseRegister(days: readonly string[], scope: MarketScope): string | undefined {
  if (scope.register === undefined) return days.findLast((day) => day <= scope.from) ?? days[0];
  if (days.includes(scope.register)) return scope.register;
  throw new AppError('BAD_INPUT', `The release holds no register of ${scope.register}.`, {
    reason: 'NO_SUCH_REGISTER',
    where: { parameter: 'register' },
    cure:
      days.length > 0
        ? `It holds those of ${days.join(', ')}.`
        : 'It holds none: ingest one with the profile fr-vaccination-centres.',
  });
}

async function chooseVaccination(context: MetricContext, reach: { from: string; to: string }): Promise<'apart' | 'in'> {
  const rows = await context.query(`select ${OTHER_KIND} as present`, {
    date_from: date(reach.from),
    date_to: date(reach.to),
  });
  return rows[0]?.['present'] === true ? 'apart' : 'in';
}

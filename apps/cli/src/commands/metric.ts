import { AppError, type Figure } from '@vigie/kernel';
import { cardOf, getMetric, METRICS, runMetric } from '@vigie/metrics';
import { openRelease } from '@vigie/warehouse';
import type { Command } from 'commander';
import { readHome } from '../env.ts';
import { tableOf } from '../output/figure-table.ts';
import { printCsv, printLine as print } from '../output/write-out.ts';
import { parseLongOptions } from '../parse-long-options.ts';

/** `vigie metric list | show ID | run ID --name value…`: the same figures as the screens, for a terminal, a script or a spreadsheet. */
export function registerMetric(program: Command): void {
  const metric = program.command('metric').description('Figures: list the catalogue, read a card, run a metric');
  metric
    .command('list')
    .description('every metric, one line each')
    .option('--json', 'as JSON')
    .action((options: { json?: boolean }) => {
      if (options.json)
        return print(
          JSON.stringify(
            METRICS.map((m) => cardOf(m)),
            null,
            2,
          ),
        );
      const width = Math.max(...METRICS.map((m) => m.id.length));
      return print(METRICS.map((m) => `${m.id.padEnd(width)}  v${m.version}  ${m.title.en}`).join('\n'));
    });
  metric
    .command('show <id>')
    .description('the card of a metric: what it counts, its parameters and flags')
    .option('--lang <language>', 'en or fr', 'en')
    .action((id: string, options: { lang: string }) => print(describeMetric(id, languageOf(options.lang))));
  metric
    .command('run <id>')
    .description('run a metric; its parameters are long options (see: vigie metric show ID)')
    .allowUnknownOption()
    .allowExcessArguments()
    .helpOption(false)
    .action(async (id: string, _options: unknown, command: Command) => {
      if (id === '--help' || id === '-h' || command.args.includes('--help')) return print(RUN_HELP);
      const { format, release, params } = splitOptions(parseLongOptions(command.args.slice(1)));
      const definition = getMetric(id);
      const reader = await openRelease(readHome(), release);
      try {
        await printFigure(await runMetric(reader, definition, params), format);
      } finally {
        reader.close();
      }
    });
}

const RUN_HELP = `Usage: vigie metric run ID [--format table|json|csv] [--release N] [--PARAMETER VALUE…]
\nvigie metric list names the metrics, vigie metric show ID the parameters of one.`;

const FORMATS = ['table', 'json', 'csv'] as const;
type Format = (typeof FORMATS)[number];

function splitOptions(options: Record<string, string>): {
  format: Format;
  release: number | undefined;
  params: Record<string, string>;
} {
  const { format = 'table', release, ...params } = options;
  const known = FORMATS.find((f) => f === format);
  if (!known)
    throw new AppError('BAD_INPUT', `There is no format "${format}".`, {
      reason: 'BAD_FORMAT',
      cure: `Use ${FORMATS.join(', ')}.`,
    });
  if (release !== undefined && !/^[1-9]\d*$/.test(release))
    throw new AppError('BAD_INPUT', `"${release}" is not the number of a release.`, {
      reason: 'BAD_RELEASE',
      cure: 'vigie release list shows them.',
    });
  return { format: known, release: release === undefined ? undefined : Number(release), params };
}

async function printFigure(figure: Figure, format: Format): Promise<void> {
  if (format === 'json') return print(JSON.stringify({ figure }, null, 2));
  if (format === 'csv') return printCsv(figure);
  return print(tableOf(figure));
}

function languageOf(text: string): 'en' | 'fr' {
  const language = text.toLowerCase();
  if (language === 'en' || language === 'fr') return language;
  throw new AppError('BAD_INPUT', `There is no card in “${text}”.`, {
    reason: 'BAD_LANGUAGE',
    cure: 'Use --lang en or --lang fr.',
  });
}

const WORDS = {
  en: { default: 'Default', parameters: 'Parameters of', flags: 'Flags it can raise:' },
  fr: { default: 'Par défaut', parameters: 'Paramètres de', flags: 'Mentions possibles\u00A0:' },
} as const;

function describeMetric(id: string, language: 'en' | 'fr'): string {
  const card = cardOf(getMetric(id), language);
  const words = WORDS[language];
  const colon = language === 'fr' ? '\u00A0:' : ':';
  const parameters = card.parameters.map((p) => {
    const values = p.values ? ` (${p.values.join(', ')})` : '';
    const fallback =
      p.default === null
        ? ''
        : ` ${words.default}${colon} ${Array.isArray(p.default) ? p.default.join(',') : String(p.default)}.`;
    return `  --${p.name.replaceAll(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}${values}\n      ${p.description[language]}${fallback}`;
  });
  return [
    card.markdown.trim(),
    '',
    `${words.parameters} ${card.id} v${card.version}${colon}`,
    ...parameters,
    '',
    `${words.flags} ${card.flags.join(', ')}`,
  ].join('\n');
}

import { AppError } from '@vigie/kernel';

/** `--outside-option out` or `--outside-option=out` → { outsideOption: 'out' }. A bare `--flag` means "true". */
export function parseLongOptions(args: readonly string[]): Record<string, string> {
  const options: Record<string, string> = {};
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i] ?? '';
    const match = /^--([a-z][a-z0-9-]*)(?:=(.*))?$/s.exec(arg);
    if (!match)
      throw new AppError('BAD_INPUT', `"${arg}" is not an option.`, {
        reason: 'BAD_OPTION',
        cure: 'Parameters are written --name value.',
      });
    const name = (match[1] ?? '').replaceAll(/-([a-z0-9])/g, (_m, c: string) => c.toUpperCase());
    if (name in options)
      throw new AppError('BAD_INPUT', `--${match[1]} is given twice.`, { reason: 'REPEATED_OPTION' });
    const next = args[i + 1];
    if (match[2] !== undefined) options[name] = match[2];
    else if (next === undefined || next.startsWith('--')) options[name] = 'true';
    else {
      options[name] = next;
      i += 1;
    }
  }
  return options;
}

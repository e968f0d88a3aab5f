import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];
const SYSTEM = '/usr/bin/chromium';

/**
 * The Chromium of npm, with the NSS libraries it brings for machines that have none: it unpacks them only where it believes itself
 * on such a machine, and looks when it is imported.
 */
async function unpackChromium(): Promise<string> {
  process.env['AWS_LAMBDA_JS_RUNTIME'] ??= 'nodejs22.x';
  const { default: sparticuz } = await import('@sparticuz/chromium');
  return sparticuz.executablePath();
}

/** A Chromium, from the environment, from the system, or the one that came with npm. */
async function findChromium(): Promise<string> {
  const given = process.env['VIGIE_CHROMIUM'];
  if (given !== undefined && given !== '') return given;
  return existsSync(SYSTEM) ? SYSTEM : unpackChromium();
}

export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await findChromium(), args: FLAGS });
}

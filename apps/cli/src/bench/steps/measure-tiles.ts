import { Agent, get } from 'node:http';
import { duration, percentileOf } from '../result.ts';
import { TARGETS } from '../targets.ts';
import { addMemory } from './simulate-market.ts';
import { startServer } from './start-server.ts';
import { SPAN, type Stage } from './step.ts';

const CLIENTS = 16;
/** Requests of each run: enough for a 95th percentile, few enough for a bench. */
const REQUESTS = 1600;
const DEPARTEMENTS = [
  '75',
  '13',
  '69',
  '59',
  '33',
  '31',
  '44',
  '06',
  '34',
  '67',
  '35',
  '92',
  '93',
  '94',
  '95',
  '48',
  '2A',
  '974',
  '38',
  '76',
];
const MONTHS = [
  '2021-02-01',
  '2021-04-01',
  '2021-05-01',
  '2021-07-01',
  '2021-09-01',
  '2021-10-01',
  '2021-11-01',
  '2022-01-01',
];

interface Tile {
  readonly path: string;
  readonly params: Record<string, unknown>;
}

/** What the market screens ask for when they open, for one place or the country. */
function tilesOf(scope: Record<string, unknown>): Tile[] {
  const { yearAgo, to } = SPAN;
  return [
    { path: 'market.share', params: scope },
    { path: 'market.share', params: { ...scope, from: yearAgo, to, grain: 'month' } },
    { path: 'market.concentration', params: scope },
    { path: 'market.penetration', params: scope },
    { path: 'growth.change', params: scope },
  ];
}

/** Tiles that were asked before, and tiles that were not: another place or month each time, so that no answer lies ready. */
export async function measureTiles(stage: Stage, home: string): Promise<void> {
  stage.say('starting the server');
  await (await startServer(home, stage.signal)).stop();
  const server = await startServer(home, stage.signal);
  try {
    const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
    const ask = (tile: Tile): Promise<number> => fetchTile(agent, server.port, tile);
    const first = performance.now();
    await ask({ path: 'market.share', params: {} });
    addStart(stage, server.startMilliseconds + performance.now() - first);
    const country = [...tilesOf({}), { path: 'market.share', params: { by: ['platform', 'departement'] } }];
    for (const tile of country) await ask(tile);
    stage.say(`${REQUESTS} tiles, ${CLIENTS} clients`);
    addTiles(stage, 'tiles of the country, asked before', await load(country, ask));
    const local = MONTHS.flatMap((from) =>
      DEPARTEMENTS.map((departement) => ({ departement, from, to: nextMonth(from) })),
    ).flatMap((scope) => tilesOf(scope));
    addTiles(stage, 'tiles of a département and month, each new', await load(local, ask));
    agent.destroy();
    const peak = await server.peakMemoryMb();
    if (peak !== null) addMemory(stage, 'the server', peak);
  } finally {
    await server.stop();
  }
}

function nextMonth(day: string): string {
  const [year = 0, month = 0] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
}

interface Load {
  readonly milliseconds: number[];
  readonly errors: number;
  readonly seconds: number;
}

async function load(tiles: readonly Tile[], ask: (tile: Tile) => Promise<number>): Promise<Load> {
  const milliseconds: number[] = [];
  let errors = 0;
  let next = 0;
  const started = performance.now();
  const total = Math.min(REQUESTS, Math.max(tiles.length, REQUESTS));
  const client = async (): Promise<void> => {
    for (let i = next++; i < total; i = next++) {
      const tile = tiles[i % tiles.length];
      if (tile === undefined) return;
      const asked = performance.now();
      if ((await ask(tile)) !== 200) errors += 1;
      milliseconds.push(performance.now() - asked);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return { milliseconds, errors, seconds: (performance.now() - started) / 1000 };
}

/** Status of one request; the body is read to its end. */
function fetchTile(agent: Agent, port: number, { path, params }: Tile): Promise<number> {
  const input = encodeURIComponent(JSON.stringify({ json: { params } }));
  return new Promise((resolve) => {
    get({ agent, host: '127.0.0.1', port, path: `/trpc/${path}?input=${input}` }, (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode ?? 0));
    }).once('error', () => resolve(0));
  });
}

function addTiles(stage: Stage, name: string, { milliseconds, errors, seconds }: Load): void {
  const p50 = percentileOf(milliseconds, 0.5);
  const p95 = percentileOf(milliseconds, 0.95);
  stage.add({
    group: 'tiles',
    name: `${name}, ${CLIENTS} clients`,
    got: `p50 ${duration(p50)}, p95 ${duration(p95)}, ${errors} errors`,
    byHand: null,
    target: `p95 < ${TARGETS.tileP95Ms} ms, 0 errors`,
    met: p95 < TARGETS.tileP95Ms && errors === 0,
    note: `${milliseconds.length} requests, ${Math.round(milliseconds.length / seconds)} a second; the clients share the machine`,
    facts: {
      p50Ms: p50,
      p95Ms: p95,
      errors,
      requests: milliseconds.length,
      requestsPerSecond: milliseconds.length / seconds,
    },
  });
}

function addStart(stage: Stage, milliseconds: number): void {
  stage.add({
    group: 'start',
    name: 'second start to the first figure over HTTP',
    got: duration(milliseconds),
    byHand: null,
    target: `< ${TARGETS.secondStartSeconds} s to the painted page`,
    met: milliseconds / 1000 < TARGETS.secondStartSeconds,
    note: 'painting is measured by the browser tests',
    facts: { milliseconds },
  });
}

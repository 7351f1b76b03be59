import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createCaptures } from '../../engine/capture/captures.ts';
import { parseFilter } from '../../shared/filter/parse.ts';
import type { FindSort } from '../../shared/model/find.ts';
import { makeDay, NEEDLE } from '../support/scale-bench/day-traffic.ts';

// What a filter costs. Makes up a day's traffic of 100,000 exchanges with over 200 MB of bodies (always the same), opens it as
// the product does, and asks for each filter in the store's worker, while nothing else is going on there. Prints the wall
// time of the fastest and the slowest of five, the least processor time, how many were found, and how far a search of bodies
// came before time was up.
// `node test/bench/search.ts [EXCHANGES] [BODY_BYTES] [FILE]`: goals at 100,000 are 50 ms for what a row shows and 1 s for
// text in bodies. FILE is made where it is absent, and kept.

const EXCHANGES = Number(process.argv[2] ?? 100_000);
const BODY_BYTES = Number(process.argv[3] ?? 2_400);
const KEPT = process.argv[4];
const TIMES = 5;

const FILTERS: readonly (readonly [string, FindSort?])[] = [
  [''],
  ['method:tools/call'],
  ['method:tools/call name:basket* instance:beta'],
  ['status:>=400'],
  ['code:-32020 or failed'],
  ['not (era:modern or slower:200ms) larger:10kb'],
  ['name:größe'],
  ['status:>=400', { column: 'duration', descending: true }],
  ['', { column: 'duration', descending: true }],
  ['', { column: 'mark', descending: true }],
  ['header:mcp-name=basket_add'],
  ['header:authorization'],
  ['param.customer:c-77'],
  [`body:${NEEDLE}`],
  ['body:jsonrpc'],
  ['body:größe'],
  ['body:="the-needle"'],
  ['body:the*needle*hay'],
  [NEEDLE],
  ['method:tools/list body:needle'],
  ['not body:a*e*i*o*u*zz'],
];

const directory = mkdtempSync(join(tmpdir(), 'hopscope-bench-'));
const path = KEPT ?? join(directory, 'day.hopscope');
if (!existsSync(path)) makeDay({ path, exchanges: EXCHANGES, bodyBytes: BODY_BYTES });
console.log(`${EXCHANGES.toLocaleString('en')} exchanges, ${(statSync(path).size / 1e6).toFixed(0)} MB`);
const captures = await createCaptures({
  directory,
  judges: false,
  reopens: false,
  onRows: () => undefined,
  onSummaries: () => undefined,
  onNote: console.log,
  onProblem: (message) => {
    throw new Error(message);
  },
});
const { id } = await captures.open(path);

async function measure(text: string, sort: FindSort | undefined): Promise<void> {
  const reading = parseFilter(text);
  if (!reading.ok) throw new Error(reading.problem.message);
  const wish = { filter: reading.filter, mutes: [], budgetMs: 2_000, ...(sort && { sort }) };
  const times: number[] = [];
  let processor = Number.POSITIVE_INFINITY;
  let said = '';
  for (let time = 0; time < TIMES; time += 1) {
    const used = process.cpuUsage();
    const began = performance.now();
    const { numbers, through } = await captures.ask(id, 'find', wish);
    times.push(performance.now() - began);
    const { user, system } = process.cpuUsage(used);
    processor = Math.min(processor, (user + system) / 1_000);
    said = `${numbers.length.toLocaleString('en')} found`;
    if (through !== undefined) said += `, searched up to ${through.toLocaleString('en')}`;
  }
  const [least, most] = [Math.min(...times), Math.max(...times)];
  const by = sort ? ` by ${sort.column}` : '';
  const wall = `${least.toFixed(0).padStart(5)} to ${most.toFixed(0).padStart(5)} ms`;
  console.log(`${wall} (processor ${processor.toFixed(0).padStart(4)} ms)  ${text}${by}: ${said}`);
}

for (const [text, sort] of FILTERS) await measure(text, sort);
await captures.close();
rmSync(directory, { recursive: true, force: true });

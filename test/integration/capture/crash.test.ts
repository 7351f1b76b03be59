import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { jsonExchange } from '../../support/capture-samples.ts';
import { makeFolder, openCaptures, removeFolder } from '../../support/open-captures.ts';

const CRASHER = fileURLToPath(new URL('../../support/capture-crasher.ts', import.meta.url));
/** What a kill may cost, by the words of the issue. */
const LOSS_MS = 100;

let folder: string;
beforeEach(() => {
  folder = makeFolder();
});
afterEach(() => {
  removeFolder(folder);
});

interface Mark {
  readonly atMs: number;
  readonly exchanges: number;
  readonly events: number;
}

/** The lines that are whole: the last one may be cut. */
function marksIn(text: string): Mark[] {
  const lines = text.slice(0, Math.max(text.lastIndexOf('\n'), 0)).split('\n');
  return lines.map((line) => {
    const [atMs = 0, exchanges = 0, events = 0] = line.split(' ').map(Number);
    return { atMs, exchanges, events };
  });
}

/** Lets a child record for `ms` of its own clock, kills it, and returns what it had said until then. */
async function recordAndKill(ms: number): Promise<Mark[]> {
  const child = spawn(process.execPath, [CRASHER, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.setEncoding('utf8');
  child.stdout.on('data', (data: string) => {
    text += data;
    const marks = marksIn(text);
    if ((marks.at(-1)?.atMs ?? 0) - (marks[0]?.atMs ?? 0) >= ms) child.kill('SIGKILL');
  });
  await once(child, 'close');
  return marksIn(text);
}

it.each([30, 110, 170, 260, 410, 730])(
  'a recording that is killed after %i ms holds all but the last 100 ms',
  async (ms) => {
    const marks = await recordAndKill(ms);
    const last = marks.at(-1);
    // The child's own clock, up to the last sign of life: what came later was not promised.
    const promised = marks.findLast(({ atMs }) => atMs <= (last?.atMs ?? 0) - LOSS_MS) ?? {
      exchanges: 0,
      events: 0,
    };

    // Lives longer than what a kill may cost must have promised something, or this test would say nothing.
    if (ms > LOSS_MS) expect(promised.exchanges).toBeGreaterThan(0);

    const { captures, problems } = await openCaptures(folder);
    try {
      expect(problems).toEqual([]);
      const crashed = captures.summaries().find(({ recording }) => !recording);
      if (promised.exchanges === 0 && !crashed) return;
      expect(crashed).toBeDefined();
      expect(crashed?.lost).toBeGreaterThanOrEqual(1);
      const captureId = crashed?.id ?? '';
      const { rows, total } = await captures.rows(captureId, 0, 100_000);
      expect(total).toBeGreaterThanOrEqual(promised.exchanges);
      expect(rows.map(({ number }) => number)).toEqual(
        Array.from({ length: total }, (_, index) => index + 1),
      );
      expect(rows.filter(({ state }) => state === 'open')).toEqual([]);

      // The stream that never ended is marked, and has its events and the bytes that they point to.
      expect(rows[0]).toMatchObject({ state: 'failed', failureKind: 'lost' });
      const ref = { captureId, number: 1 };
      expect((await captures.detail(ref, 0)).failure?.kind).toBe('lost');
      const events = await captures.events(ref, 0, 100_000);
      expect(events.total).toBeGreaterThanOrEqual(promised.events);
      expect(events.events).toHaveLength(rows[0]?.eventCount ?? -1);
      const body = Buffer.from(await captures.body(ref, 'body')).toString();
      expect(body.match(/"message":"step \d+"/g)).toHaveLength(events.total);

      // Whole exchanges are whole.
      for (const row of rows.filter(({ state }) => state === 'done').slice(-3)) {
        const { response } = jsonExchange({ id: row.number, padding: 200 });
        const bytes = await captures.body({ captureId, number: row.number }, 'response');
        expect(Buffer.from(bytes).equals(response)).toBe(true);
      }
    } finally {
      await captures.close();
    }
    // Closed properly now: the next start has nothing to reopen.
    expect(readdirSync(folder).filter((name) => !name.endsWith('.hopscope'))).toEqual([]);
    const next = await openCaptures(folder);
    expect(next.captures.summaries()).toHaveLength(1);
    await next.captures.close();
  },
);

import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ReplayJournal } from '../../../../../engine/replay/run/journal.ts';
import { sampleStep } from '../../../../support/replay/run-samples.ts';
import { sampleState } from '../../../../support/replay/state-sample.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'hopscope-journal-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const seen = (number: number) => ({ run: 1, number, instanceId: 'a', state: 'answered' as const });

it('writes what comes in its order, one value a line', async () => {
  const path = join(directory, 'deep', 'replays', 'r1.jsonl');
  const journal = new ReplayJournal(path, (reason) => {
    throw new Error(reason);
  });
  const state = sampleState({ id: 'r1' });
  journal.begin(state, [sampleStep(1), sampleStep(2)]);
  journal.run({ run: 1, choice: { name: 'pinned' }, purpose: 'replay' });
  journal.seen(seen(1));
  journal.seen(seen(2));
  journal.run({ run: 2, choice: { name: 'pinned' }, purpose: 'replay' });
  journal.seen({ ...seen(1), run: 2 });
  journal.state({ ...state, state: 'done' });
  await journal.close();
  const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
  expect(lines.map((line) => Object.keys(JSON.parse(line) as object).at(-1))).toEqual([
    'state',
    'steps',
    'run',
    'seen',
    'run',
    'seen',
    'state',
  ]);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ hopscope: 'replay', version: 1, state: { id: 'r1' } });
  expect(JSON.parse(lines[3] ?? '')).toEqual({ seen: [seen(1), seen(2)] });
  expect((await stat(path)).mode & 0o077).toBe(0);
});

it('writes by itself before it is closed', async () => {
  const path = join(directory, 'r1.jsonl');
  const journal = new ReplayJournal(path, () => undefined);
  journal.begin(sampleState(), []);
  journal.seen(seen(1));
  await expect.poll(() => readFile(path, 'utf8').catch(() => '')).toContain('"seen"');
  await journal.close();
});

it('names no exchange before it is in the recording, and goes on where that is closed', async () => {
  const path = join(directory, 'r1.jsonl');
  const order: string[] = [];
  let written = (): void => undefined;
  const recorded = (): Promise<void> => {
    if (order.push('asked') > 1) return Promise.reject(new Error('closed'));
    return new Promise((resolve) => {
      written = resolve;
    });
  };
  const journal = new ReplayJournal(path, () => undefined, recorded);
  journal.begin(sampleState(), []);
  journal.seen(seen(1));
  const closed = journal.close();
  expect(order).toEqual(['asked']);
  await expect(stat(path)).rejects.toThrow();
  written();
  await closed;
  expect(await readFile(path, 'utf8')).toContain('"seen"');
  journal.seen(seen(2));
  await journal.close();
  expect(await readFile(path, 'utf8')).toContain('"number":2');
});

it('says once that the disk took nothing, and goes on', async () => {
  const file = join(directory, 'file');
  await writeFile(file, '');
  const problems: string[] = [];
  const journal = new ReplayJournal(join(file, 'r1.jsonl'), (reason) => problems.push(reason));
  journal.begin(sampleState(), []);
  journal.seen(seen(1));
  journal.state(sampleState());
  await journal.close();
  expect(problems).toHaveLength(1);
});

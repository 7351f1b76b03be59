import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ReplayJournal } from '../../../../../engine/replay/run/journal.ts';
import { INTERRUPTED, listJournals, readJournal } from '../../../../../engine/replay/run/read-journal.ts';
import type { RunSummary } from '../../../../../shared/model/replay-run.ts';
import type { ReplayState } from '../../../../../shared/model/replay-verdict.ts';
import { sampleStep } from '../../../../support/replay/run-samples.ts';
import { sampleState } from '../../../../support/replay/state-sample.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'hopscope-journal-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const pathOf = (id: string): string => join(directory, `${id}.jsonl`);

async function write(id: string, ...states: Partial<ReplayState>[]): Promise<void> {
  const journal = new ReplayJournal(pathOf(id), (reason) => {
    throw new Error(reason);
  });
  journal.begin(sampleState({ id }), [sampleStep(1), sampleStep(2)]);
  journal.run({ run: 1, choice: { name: 'pinned', seed: 1 }, purpose: 'replay' });
  journal.seen({ run: 1, number: 1, instanceId: 'a', state: 'answered', differences: [] });
  for (const state of states) journal.state(sampleState({ id, ...state }));
  await journal.close();
}

async function listed(): Promise<{ states: ReplayState[]; problems: string[] }> {
  const problems: string[] = [];
  const found = await listJournals(directory, (message) => problems.push(message));
  return { states: found.map(({ state }) => state), problems };
}

describe('listJournals', () => {
  it('lists the last state of each, the one that began last first', async () => {
    await write('r1', { doing: 'x' }, { state: 'done', startedAt: 5 });
    await write('r2', { state: 'failed', problem: 'why', startedAt: 9 });
    const { states } = await listed();
    expect(states.map(({ id, state }) => `${id} ${state}`)).toEqual(['r2 failed', 'r1 done']);
  });

  it('knows one that has no end for interrupted, its runs with it', async () => {
    const run: RunSummary = {
      run: 1,
      choice: { name: 'pinned', seed: 1 },
      says: '',
      purpose: 'replay',
      state: 'running',
      planned: 2,
      counts: { answered: 1, failed: 0, held: 0, skipped: 0, 'not-sent': 0 },
      startedAt: 1,
    };
    await write('r1', { runs: [run], done: 1, planned: 2, doing: 'run 1' });
    await write('r2');
    const { states } = await listed();
    for (const state of states)
      expect(state).toMatchObject({ state: 'incomplete', doing: '', problem: INTERRUPTED });
    expect(states.find(({ id }) => id === 'r1')?.runs).toMatchObject([
      { state: 'incomplete', problem: INTERRUPTED, counts: { answered: 1 } },
    ]);
  });

  it('reads past a line that was cut off, and passes over what is no journal', async () => {
    await write('r1', { state: 'done' });
    await appendFile(pathOf('r1'), '{"state":{"id":"r1","sta');
    await writeFile(pathOf('r2'), 'this is no journal\n');
    await writeFile(pathOf('r3'), '{"state":{"id":7}}\n');
    await writeFile(join(directory, 'notes.txt'), 'x');
    const { states, problems } = await listed();
    expect(states).toMatchObject([{ id: 'r1', state: 'done' }]);
    expect(problems.map((text) => /r\d/.exec(text)?.[0])).toEqual(['r2', 'r3']);
  });

  it('is empty where nothing was ever replayed', async () => {
    expect(await listJournals(join(directory, 'none'), () => undefined)).toEqual([]);
  });
});

describe('readJournal', () => {
  it('gives steps, runs and what was seen, in order, and passes over damage', async () => {
    await write('r1', { state: 'done' });
    await appendFile(
      pathOf('r1'),
      '{"seen":[{"run":"x"}]}\n{"later":1}\n{"seen":[{"run":2,"number":1,"instanceId":"b","state":"failed"}]}\n{"se',
    );
    const log: string[] = [];
    await readJournal(pathOf('r1'), {
      steps: (steps) => log.push(`steps ${steps.map(({ number }) => number).join()}`),
      run: ({ run }) => log.push(`run ${String(run)}`),
      seen: ({ run, number, state }) => log.push(`seen ${String(run)} ${String(number)} ${state}`),
    });
    expect(log).toEqual(['steps 1,2', 'run 1', 'seen 1 1 answered', 'seen 2 1 failed']);
  });
});

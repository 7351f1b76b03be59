import { expect, it } from 'vitest';
import { createK6Script } from '../../../../../engine/replay/k6/write-k6.ts';
import { NO_TAMPER, type Draft } from '../../../../../shared/model/draft.ts';
import type { ReplayPlan } from '../../../../../shared/model/replay-plan.ts';
import { flow, planOf, session, step } from '../../../../support/replay/planned.ts';

const plan: ReplayPlan = {
  ...planOf(session()),
  captureName: 'monday\n*/ process.exit()',
  lanes: 2,
  steps: [
    step({ number: 1, name: 'make' }),
    step({ number: 2, name: 'look' }),
    step({ number: 3, name: 'drop', safety: 'held', because: 'It drops.' }),
    step({ number: 4, name: 'old', era: 'legacy', client: 5 }),
  ],
  flows: [flow(1, [2]), flow(1, [3], { id: 'held' }), flow(1, [2], { id: 'no', use: 'forbidden' })],
};
const draft: Draft = {
  ...{
    era: 'modern',
    revision: '2026-07-28',
    method: 'tools/call',
    params: { name: 'x' },
    clientCapabilities: {},
  },
  ...{ clientInfo: null, tamper: NO_TAMPER },
};

function written(leaveHeld = false): string {
  const script = createK6Script(plan, { variables: [{ recorded: 'a', value: '${B}' }], leaveHeld });
  script.add(
    [3, 4, 2].map((number) => ({ number, draft: { ...draft, era: number === 4 ? 'legacy' : 'modern' } })),
  );
  script.add([{ number: 1, draft }]);
  return script.text();
}

/** A constant of the script. */
function constant(script: string, name: string): unknown {
  const found = new RegExp(`^const ${name} = (.*);$`, 'm').exec(script)?.[1] ?? '';
  return JSON.parse(found);
}

it('has the steps that are sent in their order, with their flows', () => {
  const lines = [...written().matchAll(/^\{"number":.*\}$/gm), ...written().matchAll(/^\{"number":.*\},$/gm)];
  const steps = lines
    .map(
      ([line]) => JSON.parse(line.replace(/,$/, '')) as { number: number; takes: object[]; puts: object[] },
    )
    .sort((one, other) => one.number - other.number);
  expect(steps.map(({ number, takes, puts }) => [number, takes.length, puts.length])).toEqual([
    [1, 1, 0],
    [2, 0, 1],
    [4, 0, 0],
  ]);
  expect(written().indexOf('{"number":1,')).toBeLessThan(written().indexOf('{"number":2,'));
});

it('has held steps as checks that fail, unless they are left out', () => {
  expect(constant(written(), 'HELD')).toEqual(['#3 tools/call drop is held: It drops.']);
  expect(constant(written(true), 'HELD')).toEqual([]);
  expect(written()).toContain('3 steps sent, 1 held, 0 left out');
});

it('has sessions and variables', () => {
  expect(Object.keys(constant(written(), 'SESSIONS') as object)).toEqual(['5']);
  expect(constant(written(), 'VARIABLES')).toEqual([{ recorded: 'a', value: '${B}' }]);
});

it('lets no name of a capture out of its comment', () => {
  const [first = ''] = written().split('\n');
  expect(first).toContain('monday */ process.exit()');
  expect(first.startsWith('//')).toBe(true);
});

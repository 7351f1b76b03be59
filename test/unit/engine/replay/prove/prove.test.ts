import { describe, expect, it } from 'vitest';
import type { Cause } from '../../../../../shared/model/replay-verdict.ts';
import { proveSim } from '../../../../support/sim-fleet/sim-proof.ts';
import type { SimFault } from '../../../../support/sim-fleet/sim-world.ts';

const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1);

it.each(SEEDS)('a healthy fleet is stateless (seed %i)', async (seed) => {
  const { verdict, says, witnesses, classes, requests } = await proveSim({ seed });
  expect({ verdict, witnesses }).toEqual({ verdict: 'stateless', witnesses: [] });
  expect(says).toMatch(/^Stateless under 6 schedules: 26 steps answered alike by alpha, beta and gamma/);
  expect(classes).toMatchObject({ sticky: 0, unclear: 0, changed: 0 });
  expect(requests).toBeLessThan(600);
});

/** What the fault is called, the tool that shows it, and the one whose place causes it. */
const FAULTS: readonly (readonly [SimFault, Cause, RegExp, RegExp | undefined])[] = [
  ['memory-handle', 'memory-only-handle', /^basket_(add|get)$/, /^basket_create$/],
  ['own-key', 'unshared-key', /^finish$/, /^begin$/],
  ['lost-task', 'lost-task', /^task_get$/, /^task$/],
  ['early-handle', 'early-handle', /^task_get$/, /^task$/],
  ['stale-cache', 'local-cache', /^price_get$/, undefined],
  ['id-counter', 'id-counter', /^note_create$/, /^note_create$/],
  ['first-request', 'first-request-setting', /^greet$/, undefined],
  ['own-order', 'list-order', /^$/, undefined],
  ['drift', 'configuration-drift', /^total$/, undefined],
  ['locale', 'clock-or-locale', /^total$/, undefined],
  ['skewed-clock', 'clock-or-locale', /^finish$/, /^begin$/],
];

describe.each(FAULTS)('%s', (fault, cause, shows, causes) => {
  it.each(SEEDS)('is proved, with the cause and a witness of two steps at most (seed %i)', async (seed) => {
    const { verdict, witnesses, notes } = await proveSim({ faults: [fault], seed });
    expect({ verdict, notes, causes: witnesses.map((witness) => witness.cause) }).toMatchObject({
      verdict: 'not-stateless',
      causes: [cause],
    });
    const steps = witnesses[0]?.steps ?? [];
    expect(steps.filter(({ role }) => role !== 'needed').length).toBeLessThanOrEqual(2);
    expect(steps.find(({ role }) => role === 'shows')?.name).toMatch(shows);
    const culprit = steps.find(({ role }) => role === 'causes');
    if (causes) {
      expect(culprit?.name).toMatch(causes);
      expect(culprit?.instanceId).not.toBe(steps.at(-1)?.instanceId);
    } else expect(culprit).toBeUndefined();
  });
});

it.each(SEEDS)(
  'a list that comes in another order each time is not deterministic (seed %i)',
  async (seed) => {
    const { verdict, says, witnesses } = await proveSim({ faults: ['shuffled-list'], seed });
    expect(verdict).toBe('not-deterministic');
    expect(says).toMatch(/^Not deterministic: #1 tools\/list comes in another order each time it is asked/);
    expect(witnesses).toMatchObject([{ cause: 'list-order', alike: [26], steps: [{ role: 'shows' }] }]);
  },
);

it.each(SEEDS)('sessions that one instance keeps are found in the legacy era (seed %i)', async (seed) => {
  const { verdict, witnesses } = await proveSim({ faults: ['session'], seed, era: 'legacy' });
  expect(verdict).toBe('not-stateless');
  expect(witnesses.map(({ cause }) => cause)).toEqual(['session-affinity']);
  expect(witnesses[0]?.steps.map(({ role }) => role)).toEqual(['causes', 'shows']);
});

it('finds two faults that have nothing to do with each other', async () => {
  const { witnesses } = await proveSim({ faults: ['memory-handle', 'own-key', 'drift'] });
  expect(witnesses.map(({ cause }) => cause).sort()).toEqual([
    'configuration-drift',
    'memory-only-handle',
    'unshared-key',
  ]);
});

it('is worth nothing with one instance', async () => {
  const { verdict, says } = await proveSim({ instances: 1 });
  expect(verdict).toBe('incomplete');
  expect(says).toContain('it takes two to tell them apart');
});

it('says what it could not try any more when the trials are used up', async () => {
  const { verdict, says } = await proveSim({ faults: ['memory-handle'], mostTrials: 5 });
  expect(verdict).toBe('incomplete');
  expect(says).toMatch(/the trials were used up/);
});

it('ends soon when it is cancelled, and then says no verdict', async () => {
  let runs = 0;
  const { verdict, says } = await proveSim({
    faults: ['memory-handle'],
    onRun: (_order, abort) => {
      runs += 1;
      if (runs === 12) abort.abort();
    },
  });
  expect(verdict).toBe('incomplete');
  expect(says).toMatch(/cancelled/);
  expect(runs).toBeLessThanOrEqual(13);
});

it('tells what it is doing, and how many trials there can be', async () => {
  const doing: string[] = [];
  await proveSim({ faults: ['memory-handle'], doing });
  expect(doing[0]).toBe('round-robin, run 1 of 9');
  expect(doing).toContainEqual(
    expect.stringMatching(/^What makes #\d+ \w+ differ\?: trial \d+ of at most 400$/),
  );
  expect(doing.at(-1)).toMatch(
    /^Do instances take each other’s values \(#\d+\)\?: trial \d+ of at most 400$/,
  );
});

import { describe, expect, it } from 'vitest';
import type { StepAnswer } from '../../../../../shared/model/replay-plan.ts';
import type { Candidate } from '../../../../../engine/replay/prove/candidates.ts';
import { investigate } from '../../../../../engine/replay/prove/investigate.ts';
import { Needs } from '../../../../../engine/replay/prove/needs.ts';
import type { Placement } from '../../../../../engine/replay/prove/trial.ts';
import {
  BAD,
  causeContext,
  flow,
  GOOD,
  placeOf,
  schedule,
  SHOP,
  step,
  summary,
  trialsOf,
  type Answering,
} from '../../../../support/proof-samples.ts';

const at = (text: string): Placement[] =>
  text.split(' ').map((word) => ({ number: Number(word.slice(0, -1)), instanceId: word.slice(-1) }));

function candidate(number: number, instanceId: string, pointer = '/result/isError'): Candidate {
  return {
    ...{ number, pointer, kind: 'differs', class: 'sticky', wellOn: ['a'], looks: '', byInstance: new Map() },
    sightings: [{ run: 1, instanceId }],
  };
}

/** Investigates what the step did in a run that placed its steps so. */
async function find(number: number, run: string, answer: Answering, needs = SHOP, most = 200) {
  const placed = at(run);
  const trials = trialsOf(answer, most);
  const proof = await investigate(
    candidate(number, placeOf(placed, number) ?? ''),
    causeContext({
      needs,
      trials,
      battery: [{ schedule: schedule('round-robin', placed), summary: summary(1, 'round-robin') }],
    }),
  );
  const words = (list: readonly Placement[]): string =>
    list.map((one) => `${String(one.number)}${one.instanceId}`).join(' ');
  return {
    trials: trials.sent,
    ...(proof && {
      failing: words(proof.pair.failing),
      passing: words(proof.pair.passing),
      culprits: proof.culprits,
    }),
  };
}

/** Something that stays from trial to trial: what each instance was told last. */
function memory(): Map<string, number> {
  return new Map();
}

describe('an investigation finds', () => {
  it('whose place makes a step fail that carries its value', async () => {
    const found = await find(3, '1a 2c 4a 3b', (number, placed) =>
      number > 1 && placeOf(placed, number) !== placeOf(placed, 1) ? BAD : GOOD,
    );
    expect(found).toMatchObject({ failing: '1a 3b', passing: '1a 3a', culprits: [1] });
    expect(found.trials).toBeLessThan(20);
  });

  it('an instance that answers otherwise, whatever came before', async () => {
    const found = await find(4, '1a 2c 3a 4b', (number, placed) =>
      number === 4 && placeOf(placed, 4) === 'b' ? BAD : GOOD,
    );
    expect(found).toMatchObject({ failing: '4b', passing: '4a', culprits: [] });
  });

  it('that it is the instance alone, where the run had what the step needs elsewhere', async () => {
    const found = await find(3, '1a 2a 3b', (number, placed) =>
      number === 3 && placeOf(placed, 3) === 'b' ? BAD : GOOD,
    );
    expect(found).toMatchObject({ failing: '1b 3b', passing: '1a 3a', culprits: [] });
  });

  it('one of many steps before that have nothing to do with it', async () => {
    const steps = Array.from({ length: 60 }, (_, index) => step(index + 1, `t${String(index + 1)}`));
    const needs = new Needs({ steps, flows: [] });
    const run = steps.map(({ number }) => `${String(number)}${number === 60 ? 'b' : 'a'}`).join(' ');
    // #60 fails where #17 went to another instance in the same trial, as a session would that #17 opened.
    const found = await find(
      60,
      run,
      (number, placed) => {
        const other = placeOf(placed, 17);
        return number === 60 && other !== undefined && other !== placeOf(placed, 60) ? BAD : GOOD;
      },
      needs,
    );
    expect(found).toMatchObject({ failing: '17a 60b', passing: '17a 60a', culprits: [17] });
    expect(found.trials).toBeLessThan(60);
  });

  it('a write that an instance has not seen, with the one that it has seen', async () => {
    // Each instance keeps what it was told itself, until it is read once; #1 and #2 write, #3 reads.
    const kept = memory();
    const needs = new Needs({
      steps: [
        step(1, 'set'),
        step(2, 'set', { after: [1] }),
        step(3, 'get', { after: [1, 2], safety: 'safe' }),
      ],
      flows: [],
    });
    const found = await find(
      3,
      '1c 2a 3b',
      (number, placed): StepAnswer => {
        const here = placeOf(placed, number) ?? '';
        if (number < 3) {
          kept.set(here, number);
          return GOOD;
        }
        const last = kept.get(here);
        kept.delete(here);
        return last === 1 ? BAD : GOOD;
      },
      needs,
    );
    expect(found).toMatchObject({ failing: '1b 2a 3b', passing: '1a 2a 3a', culprits: [2] });
  });
});

describe('an investigation finds nothing', () => {
  it.each([
    ['is the same wherever it goes', () => GOOD],
    ['fails wherever it goes', (number: number) => (number === 3 ? BAD : GOOD)],
    ['grows with each request, wherever that goes', growing()],
  ] as const)('where it %s', async (_, answer) => {
    expect((await find(3, '1a 2c 3b', answer)).failing).toBeUndefined();
  });

  it('where what was left behind makes the difference, and not the place', async () => {
    // The first time on each instance it fails.
    const seen = memory();
    const found = await find(4, '1a 2c 3a 4b', (number, placed) => {
      const here = placeOf(placed, number) ?? '';
      if (number !== 4 || seen.has(here)) return GOOD;
      seen.set(here, 1);
      return BAD;
    });
    expect(found.failing).toBeUndefined();
  });

  it('where the trials are used up', async () => {
    const found = await find(
      3,
      '1a 2c 3b',
      (number, placed) => (number === 3 && placeOf(placed, 1) !== placeOf(placed, 3) ? BAD : GOOD),
      SHOP,
      5,
    );
    expect(found).toEqual({ trials: 5 });
  });

  it('where nobody else could answer', async () => {
    const trials = trialsOf(() => GOOD);
    const proof = await investigate(
      candidate(4, 'a'),
      causeContext({
        trials,
        instanceIds: ['a'],
        battery: [{ schedule: schedule('pinned', at('4a')), summary: summary(1, 'pinned') }],
      }),
    );
    expect([proof, trials.sent]).toEqual([undefined, 0]);
  });
});

it('tries first what it is told to', async () => {
  const needs = new Needs({ steps: [step(1, 'mint'), step(2, 'use')], flows: [flow(1, [2])] });
  const proof = await investigate(
    { ...candidate(2, 'b'), sightings: [], pairs: [{ failing: at('1a 2b'), passing: at('1a 2a') }] },
    causeContext({
      needs,
      trials: trialsOf((number, placed) =>
        number === 2 && placeOf(placed, 1) !== placeOf(placed, 2) ? BAD : GOOD,
      ),
    }),
  );
  expect(proof).toMatchObject({ instanceId: 'b', home: 'a', culprits: [1] });
});

function growing(): Answering {
  let count = 0;
  return () => ({ status: 200, result: { isError: true, value: (count += 1) } });
}

import { describe, expect, it } from 'vitest';
import type { Difference } from '../../../../../shared/model/difference.ts';
import type { StepAnswer, ValueFlow } from '../../../../../shared/model/replay-plan.ts';
import { judgeCause, LATER_MS } from '../../../../../engine/replay/prove/causes.ts';
import type { Proof } from '../../../../../engine/replay/prove/investigate.ts';
import { Needs } from '../../../../../engine/replay/prove/needs.ts';
import type { Placement } from '../../../../../engine/replay/prove/trial.ts';
import {
  BAD,
  causeContext,
  flow,
  GOOD,
  placeOf,
  request,
  schedule,
  step,
  summary,
  trialsOf,
  type Answering,
} from '../../../../support/proof-samples.ts';

const at = (text: string): Placement[] =>
  text.split(' ').map((word) => ({ number: Number(word.slice(0, -1)), instanceId: word.slice(-1) }));

function proofOf(
  needs: Needs,
  failing: string,
  part: Partial<Proof> & { readonly bad?: StepAnswer; readonly difference?: Difference } = {},
): Proof {
  const placed = at(failing);
  const shown = placed.at(-1) ?? { number: 0, instanceId: '' };
  const own = needs.steps.get(shown.number);
  if (!own) throw new Error('no such step');
  const live = (instanceId: string, answer: StepAnswer) =>
    ({ run: 1, number: shown.number, instanceId, state: 'answered', answer }) as const;
  const {
    bad = BAD,
    difference = { pointer: '/result/isError', kind: 'added', right: true },
    ...rest
  } = part;
  return {
    candidate: {
      ...{ number: shown.number, pointer: difference.pointer, kind: 'differs', class: 'sticky', looks: '' },
      ...{ sightings: [], wellOn: [], byInstance: new Map() },
    },
    symptom: { step: own, pointer: difference.pointer },
    pair: { failing: placed, passing: placed.map((one) => ({ ...one, instanceId: 'a' })) },
    contrast: { difference, failing: live(shown.instanceId, bad), passing: live('a', GOOD) },
    instanceId: shown.instanceId,
    home: 'a',
    culprits: [],
    ...rest,
  };
}

const minting = (kind: ValueFlow['kind']): Needs =>
  new Needs({ steps: [step(1, 'make'), step(2, 'use')], flows: [flow(1, [2], { kind })] });

async function causeOf(proof: Proof, needs: Needs, answer: Answering = () => undefined, more: object = {}) {
  const trials = trialsOf(answer);
  const judgement = await judgeCause(proof, causeContext({ needs, trials, ...more }));
  return { ...judgement, trials: trials.sent };
}

describe('a value that another instance does not know', () => {
  const never: Answering = (number, placed) =>
    number === 2 && placeOf(placed, 1) !== placeOf(placed, 2) ? BAD : GOOD;
  const later: Answering = (number, placed) =>
    placed.some(({ pauseMs }) => pauseMs === LATER_MS) ? GOOD : never(number, placed, undefined as never);

  it.each([
    ['handle', 'memory-only-handle', 'it lives in alpha’s memory'],
    ['task-id', 'lost-task', 'beta does not know the task of #1 make, nor 3 s later; alpha does'],
    ['request-state', 'unshared-key', 'beta refuses the requestState that alpha gave in #1 make'],
  ] as const)('and never comes to know: %s is %s', async (kind, cause, words) => {
    const needs = minting(kind);
    const found = await causeOf(proofOf(needs, '1a 2b', { culprits: [1] }), needs, never);
    expect(found.cause).toBe(cause);
    expect(found.says).toContain(words);
  });

  it.each(['handle', 'task-id'] as const)('and comes to know later: %s is early', async (kind) => {
    const needs = minting(kind);
    const found = await causeOf(proofOf(needs, '1a 2b', { culprits: [1] }), needs, later);
    expect(found).toMatchObject({ cause: 'early-handle', trials: 1 });
    expect(found.says).toContain('3 s later it does');
  });

  it('and refuses by the time: clocks, but only where nothing else is said', async () => {
    const needs = minting('request-state');
    const saying = (message: string) =>
      proofOf(needs, '1a 2b', {
        culprits: [1],
        bad: { status: 400, error: { code: -32602, message } },
        difference: { pointer: '/error', kind: 'added' },
      });
    expect((await causeOf(saying('This state has expired.'), needs)).cause).toBe('clock-or-locale');
    expect((await causeOf(saying('not yet valid'), needs)).cause).toBe('clock-or-locale');
    expect((await causeOf(saying('Invalid or expired requestState'), needs)).cause).toBe('unshared-key');
  });

  it('is found also where a step between has handed it on', async () => {
    const needs = new Needs({
      steps: [step(1, 'make'), step(2, 'page'), step(3, 'page')],
      flows: [flow(1, [2]), flow(2, [3], { kind: 'cursor' })],
    });
    const found = await causeOf(proofOf(needs, '1a 2b 3b', { culprits: [1] }), needs, () => BAD);
    expect(found.says).toContain('#1 make');
  });
});

describe('an instance that answers otherwise by itself', () => {
  const alone = new Needs({ steps: [step(4, 'total', { safety: 'safe' })], flows: [] });
  const valued = (left: string | number, right: string | number) =>
    proofOf(alone, '4b', { difference: { pointer: '/result/value', kind: 'changed', left, right } });

  it.each([
    [19, 7, 'configuration-drift', 'alpha says 19, beta says 7'],
    ['1,234.50', '1.234,50', 'clock-or-locale', 'written for another place'],
    ['2026-11-23T10:00:00Z', '2026-11-23T13:00:00Z', 'clock-or-locale', 'written for another place'],
    ['2026-11-23T10:00:00Z', '2026-11-23T10:08:00Z', 'clock-or-locale', 'their clocks are apart'],
  ] as const)('%s instead of %s: %s', async (left, right, cause, words) => {
    const found = await causeOf(valued(left, right), alone);
    expect(found.cause).toBe(cause);
    expect(found.says).toContain(words);
  });

  it('has another order of a list', async () => {
    const proof = proofOf(alone, '4b', { difference: { pointer: '/result/tools', kind: 'order' } });
    expect((await causeOf(proof, alone)).cause).toBe('list-order');
  });

  it('answers by the first request that it got', async () => {
    const needs = new Needs({ steps: [step(1, 'greet'), step(2, 'greet'), step(4, 'total')], flows: [] });
    const proof = proofOf(needs, '4b', {
      difference: { pointer: '/result/currency', kind: 'changed', left: 'EUR', right: 'SEK' },
    });
    const found = await causeOf(proof, needs, () => undefined, {
      alike: [
        {
          ...proof.candidate,
          byInstance: new Map([
            ['a', 'EUR'],
            ['b', 'SEK'],
          ]),
        },
      ],
      battery: [{ schedule: schedule('round-robin', at('1a 2b 4a')), summary: summary(1, 'round-robin') }],
      recorded: (numbers: readonly number[]) =>
        Promise.resolve(
          numbers.map((number) =>
            request(number, number === 4 ? {} : { currency: number === 1 ? 'EUR' : 'SEK' }),
          ),
        ),
    });
    expect(found.cause).toBe('first-request-setting');
  });

  it('answers from what it keeps, until it is written to itself', async () => {
    const kept = new Map<string, string>([['b', 'old']]);
    const needs = new Needs({
      steps: [step(3, 'set'), step(4, 'get', { after: [3], safety: 'safe' })],
      flows: [],
    });
    const proof = proofOf(needs, '4b', {
      difference: { pointer: '/result/value', kind: 'changed', left: 'new', right: 'old' },
    });
    const found = await causeOf(proof, needs, (number, placed) => {
      const here = placeOf(placed, number) ?? '';
      if (number === 3) kept.set(here, 'new');
      return { status: 200, result: { value: kept.get(here) ?? 'new' } };
    });
    expect(found).toMatchObject({ cause: 'local-cache', trials: 3 });
    expect(found.says).toMatch(/^beta answers as before when #3 set went to alpha, and as alpha does once/);
  });
});

it('a write on another instance is not seen: a cache of its own', async () => {
  const needs = new Needs({ steps: [step(3, 'set'), step(4, 'get', { safety: 'safe' })], flows: [] });
  const old = { status: 200, result: { value: 'old' } };
  const proof = proofOf(needs, '3a 4b', {
    culprits: [3],
    bad: old,
    difference: { pointer: '/result/value', kind: 'changed', left: 'new', right: 'old' },
  });
  const found = await causeOf(proof, needs, () => old);
  expect(found).toMatchObject({ cause: 'local-cache', trials: 1 });
  expect(found.says).toMatch(/^beta answers as if #3 set had not been/);
  // Where it answers something else without the write, it is not that.
  const other = await causeOf(proof, needs, () => ({ status: 200, result: { value: 'third' } }));
  expect(other.cause).toBe('unknown');
  expect(other.says).toContain('With #3 set on alpha it is "old", with all on one instance "new".');
});

describe('a session of the legacy era', () => {
  const legacy = new Needs({
    steps: [step(1, 'list', { era: 'legacy' }), step(2, 'echo', { era: 'legacy' })],
    flows: [],
  });
  const refused = (status: number, message: string, needs = legacy) =>
    proofOf(needs, '1a 2b', {
      culprits: [1],
      bad: { status, error: { code: -32000, message } },
      difference: { pointer: '/error', kind: 'added' },
    });

  it.each([
    [404, 'Session not found'],
    [400, 'Bad Request: No valid session ID provided'],
    [404, 'Not Found'],
  ])('that another instance does not know (%i %s)', async (status, message) => {
    const found = await causeOf(refused(status, message), legacy);
    expect(found.cause).toBe('session-affinity');
    expect(found.says).toContain(`the session that #1 list was sent in and answers ${String(status)}`);
  });

  it('is not what a modern server lacks, nor what another status says', async () => {
    const modern = new Needs({ steps: [step(1, 'list'), step(2, 'echo')], flows: [] });
    expect((await causeOf(refused(404, 'Session not found', modern), modern)).cause).toBe('unknown');
    expect((await causeOf(refused(500, 'Session store is down'), legacy)).cause).toBe('unknown');
  });
});

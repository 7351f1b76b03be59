import { describe, expect, it } from 'vitest';
import type { Candidate } from '../../../../../engine/replay/prove/candidates.ts';
import { firstRequestCause } from '../../../../../engine/replay/prove/first-request.ts';
import { Needs } from '../../../../../engine/replay/prove/needs.ts';
import { causeContext, request, schedule, step, summary } from '../../../../support/proof-samples.ts';

const ASKED: Readonly<Record<number, object>> = {
  1: { currency: 'EUR' },
  2: { currency: 'SEK' },
  3: { currency: 'USD' },
  4: {},
};
const needs = new Needs({
  steps: [1, 2, 3, 4].map((number) => step(number, 'quote', { instanceId: 'elsewhere' })),
  flows: [],
});

function candidate(number: number, byInstance: Readonly<Record<string, string>>): Candidate {
  return {
    ...{ number, pointer: '/result/currency', kind: 'differs', class: 'sticky' },
    ...{ sightings: [], wellOn: [], looks: '', byInstance: new Map(Object.entries(byInstance)) },
  };
}

/** `1a 2b`: where the first run sent what. */
function causeOf(alike: readonly Candidate[], sent: string, own = needs) {
  const placed = sent.split(' ').map((at) => ({ number: Number(at.slice(0, 1)), instanceId: at.slice(1) }));
  const battery = [{ schedule: schedule('round-robin', placed), summary: summary(1, 'round-robin') }];
  return firstRequestCause(
    alike,
    causeContext({
      needs: own,
      battery,
      alike,
      recorded: (numbers) => Promise.resolve(numbers.map((number) => request(number, ASKED[number] ?? {}))),
    }),
  );
}

describe('a setting is fixed by the first request', () => {
  it('where each instance answers what it was asked for first, and the step itself asks for none of it', async () => {
    const found = await causeOf([candidate(4, { a: 'EUR', b: 'SEK', c: 'USD' })], '1a 2b 3c 4a');
    expect(found?.cause).toBe('first-request-setting');
    expect(found?.says).toMatch(
      /^alpha answers "EUR", as #1 quote asked for, beta answers "SEK", as #2 quote asked for and gamma/,
    );
  });

  it('where one of them was asked for nothing and has what the server takes by itself', async () => {
    expect(await causeOf([candidate(4, { a: 'GBP', b: 'SEK' })], '4a 2b')).toBeDefined();
    expect(await causeOf([candidate(4, { a: 'GBP', b: 'SEK' })], '1a 2b')).toBeUndefined();
  });

  it('where it was recorded there before', async () => {
    const recordedOnA = new Needs({
      steps: [1, 2, 3, 4].map((number) => step(number, 'quote', { instanceId: 'a' })),
      flows: [],
    });
    expect(await causeOf([candidate(4, { a: 'EUR', b: 'SEK' })], '3a 2b', recordedOnA)).toBeDefined();
  });

  it('but not where the step itself asks for it, nor where a later request does', async () => {
    expect(await causeOf([candidate(2, { a: 'EUR', b: 'SEK' })], '1a 2b')).toBeUndefined();
    expect(await causeOf([candidate(4, { a: 'USD', b: 'SEK' })], '1a 3a 2b')).toBeUndefined();
    expect(await causeOf([candidate(4, { a: '19', b: '7' })], '1a 2b')).toBeUndefined();
  });

  it('as any of the steps tells that show the same', async () => {
    const both = [candidate(2, { a: 'EUR', b: 'SEK' }), candidate(4, { a: 'EUR', b: 'SEK' })];
    expect(await causeOf(both, '1a 2b')).toBeDefined();
  });
});

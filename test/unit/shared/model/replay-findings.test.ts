import { describe, expect, it } from 'vitest';
import {
  findingGroups,
  findingPlaces,
  findingSentence,
  findingSteps,
} from '../../../../shared/model/replay-findings.ts';
import { madeFinding } from '../../../support/replay/made-finding.ts';

const INSTANCES = ['alpha', 'beta', 'gamma'].map((name) => ({ id: name, name }));

describe('findingGroups', () => {
  it('tells apart what is everywhere, on some instances, worth knowing, and the client’s own', () => {
    const groups = findingGroups(
      [
        madeFinding({ rule: 'r.client', side: 'client' }),
        madeFinding({ rule: 'r.beta', instances: { beta: 1 } }),
        madeFinding(),
        madeFinding({ rule: 'r.known', side: 'none' }),
      ],
      INSTANCES,
    );
    expect(groups.map(findingSentence)).toEqual([
      'What it breaks on every instance alike: 12 × task.past-ttl.',
      'What it breaks on some instances only: 12 × r.beta.',
      'Worth knowing: 12 × r.known.',
      'What the recorded requests break themselves: 12 × r.client.',
    ]);
  });

  it('says nothing of instances where there is one, and nothing at all where nothing was found', () => {
    const [one] = INSTANCES;
    expect(findingGroups([madeFinding()], one ? [one] : [])[0]?.title).toBe('What it breaks');
    expect(findingGroups([], INSTANCES)).toEqual([]);
  });
});

it('names six rules and counts the others', () => {
  const findings = Array.from({ length: 8 }, (_, index) =>
    madeFinding({ rule: `r${String(index)}`, count: 1 }),
  );
  const [group] = findingGroups(findings, INSTANCES);
  expect(group && findingSentence(group)).toBe(
    'What it breaks on every instance alike: 1 × r0, 1 × r1, 1 × r2, 1 × r3, 1 × r4, 1 × r5 and 2 more rules.',
  );
});

it('names instances and steps', () => {
  expect(findingPlaces(madeFinding(), INSTANCES)).toBe('all');
  expect(findingPlaces(madeFinding({ instances: { gamma: 1, alpha: 1 } }), INSTANCES)).toBe('alpha, gamma');
  expect(findingPlaces(madeFinding({ instances: { alpha: 1 } }), INSTANCES.slice(0, 1))).toBe('alpha');
  expect(findingSteps(madeFinding())).toBe('#2, #4');
  expect(findingSteps(madeFinding({ steps: [1, 2, 3, 4, 5, 6], stepCount: 70 }))).toBe(
    '#1, #2, #3, #4, #5 and 65 more',
  );
});

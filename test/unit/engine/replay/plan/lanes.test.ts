import { expect, it } from 'vitest';
import { createRandom } from '../../../../../engine/random.ts';
import { assignLanes, type Span } from '../../../../../engine/replay/plan/lanes.ts';

it('puts what follows each other into one lane, and what overlaps into others', () => {
  const { lanes, count } = assignLanes([
    { from: 0, to: 10.7 },
    { from: 5, to: 7 },
    { from: 8, to: 20 },
    { from: 10, to: 12 },
  ]);
  expect(lanes).toEqual([0, 1, 1, 0]);
  expect(count).toBe(2);
});

it('lets what never ended hold nobody up', () => {
  expect(assignLanes([{ from: 0 }, { from: 1, to: 2 }]).lanes).toEqual([0, 0]);
  expect(assignLanes([]).count).toBe(0);
});

it.each([1, 2, 3])('never has two in one lane at once, and needs no more than overlap (seed %i)', (seed) => {
  const random = createRandom(seed);
  const spans: Span[] = [];
  let from = 0;
  for (let at = 0; at < 500; at += 1) {
    from += Math.floor(random() * 10);
    spans.push({ from, to: from + Math.floor(random() * 40) });
  }
  const { lanes, count } = assignLanes(spans);
  let most = 0;
  for (const [at, span] of spans.entries()) {
    const open = spans.slice(0, at).filter(({ to = 0 }) => to > span.from);
    most = Math.max(most, open.length + 1);
    for (const [other, { to = 0 }] of spans.slice(0, at).entries()) {
      if (to > span.from) expect(lanes[other]).not.toBe(lanes[at]);
    }
  }
  expect(count).toBe(most);
});

import { expect, it } from 'vitest';
import type { Feed } from '../../../../../engine/capture/feed.ts';
import { createOpenFindings } from '../../../../../engine/capture/judging/open-findings.ts';
import type { Row } from '../../../../../shared/model/exchange.ts';
import { makeRow } from '../../../../support/fake-engine.ts';

it('adds what is found to rows on their way, whenever it was found, until it is dropped', () => {
  const builds: (() => Row)[] = [];
  const feed: Feed = { changed: (_id, _number, build) => builds.push(build), flush: () => undefined };
  const open = createOpenFindings(feed);
  const recorded = { count: 1, worst: 'note', rules: { 'a.b': 1 } } as const;
  open.feed.changed('c', 1, () => makeRow(1, { findings: recorded }));
  open.feed.changed('c', 2, () => makeRow(2));
  // Later than the change, sooner than its batch.
  open.set(1, { count: 2, worst: 'error', rules: { 'c.d': 2 } });
  const counts = (): unknown[] => builds.map((build) => build().findings);
  expect(counts()).toEqual([{ count: 3, worst: 'error', rules: { 'a.b': 1, 'c.d': 2 } }, undefined]);
  open.set(1, undefined);
  expect(counts()).toEqual([recorded, undefined]);
  open.set(2, recorded);
  open.drop(2);
  expect(counts()).toEqual([recorded, undefined]);
});

import { expect, it } from 'vitest';
import { reportFacts } from '../../../../../engine/replay/report/report-facts.ts';
import { reportJson } from '../../../../../engine/replay/report/report-json.ts';
import { madeReplay } from '../../../../support/replay/made-replay.ts';

it('tells all of a replay but what says nothing, and no secret', () => {
  const text = reportJson(reportFacts(madeReplay()));
  expect(JSON.parse(text)).toMatchObject({
    format: 'hopscope-replay-report',
    version: 1,
    kind: 'prove',
    startedAt: '2026-11-26T09:00:00.000Z',
    endedAt: '2026-11-26T09:00:12.000Z',
    recording: { name: 'shop & co', path: '/captures/shop.hscap' },
    settings: { seed: 1, pace: { kind: 'asap', lanes: 4 } },
    counts: {
      steps: 6,
      held: 1,
      told: 3,
      notTold: 0,
      classes: { sticky: 1, changed: 1, stable: 2, noise: 1 },
    },
    verdict: { verdict: 'not-stateless', witnesses: [{ number: 2, cause: 'memory-only-handle' }] },
    steps: [
      { number: 2, is: 'violation', classes: [{ pointer: '/error', class: 'sticky' }, {}] },
      { number: 4, is: 'changed' },
      { number: 5, is: 'held', held: true },
    ],
    noise: {
      entries: [{ method: 'tools/call', name: 'whoami', pointer: '/result/content/*/text/at' }],
      quiet: [],
    },
  });
  expect(text).not.toContain('s3cret');
});

it('has no verdict as long as there is none', () => {
  const { verdict: _none, learned: _neither, ...state } = madeReplay().state;
  const document: unknown = JSON.parse(
    reportJson(reportFacts({ ...madeReplay(), state: { ...state, state: 'running' } })),
  );
  expect(document).toMatchObject({ state: 'running', verdict: null, noise: { entries: [], quiet: [] } });
});

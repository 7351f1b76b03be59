import { describe, expect, it } from 'vitest';
import {
  countTourFindings,
  findingWords,
  tourFilter,
  tourWords,
} from '../../../../renderer/fleet/tour-words.ts';
import { naiveFilter } from '../../../support/naive-filter.ts';
import type { Bridge, CommandName } from '../../../../shared/bridge/bridge.ts';
import type { Row } from '../../../../shared/model/exchange.ts';
import type { TourState } from '../../../../shared/model/tour.ts';

const TOUR: TourState = {
  id: 'tour-1',
  instanceId: 'a',
  instanceName: 'shop one',
  state: 'running',
  done: 3,
  steps: 18,
  step: 'no _meta',
  unanswered: 0,
};
const recorded = { captureId: 'c', first: 5, last: 605 };

function row(number: number, part: Partial<Row> = {}): Row {
  return {
    number,
    startedAt: 0,
    origin: 'probe',
    instanceId: 'a',
    instanceName: 'shop one',
    era: 'modern',
    method: 'tools/list',
    name: '',
    state: 'done',
    requestBytes: 0,
    responseBytes: 0,
    eventCount: 0,
    ...part,
  };
}

describe('what is said of a tour', () => {
  it.each([
    [{}, '3 of 18: no _meta'],
    [{ state: 'done', era: 'modern', done: 18 }, '18 requests sent.'],
    [
      { state: 'done', era: 'modern', done: 18, unanswered: 1 },
      '18 requests sent. 1 request got no answer at all.',
    ],
    [
      { state: 'done', era: 'legacy' },
      'A session was opened and all lists were asked for. Probes are for modern servers only.',
    ],
    [{ state: 'cancelled' }, 'Cancelled after 3 steps.'],
    [{ state: 'failed', problem: 'Nobody is there.' }, 'It could not be completed. Nobody is there.'],
  ] as const)('%j', (part, words) => {
    expect(tourWords({ ...TOUR, ...part })).toBe(words);
  });

  it('names how many exchanges have findings, by the worst', () => {
    expect(findingWords({ exchanges: 4, worst: { error: 2, warning: 0, note: 1 } })).toBe(
      'Exchanges with findings: 2 with errors, 1 with notes.',
    );
    expect(findingWords({ exchanges: 4, worst: { error: 0, warning: 0, note: 0 } })).toBe(
      'Nothing wrong was found.',
    );
  });
});

it('filters Traffic to the exchanges of this tour, and to those with findings', () => {
  const filterOf = (found: boolean) => naiveFilter(tourFilter({ ...TOUR, recorded }, found));
  const findings = { count: 1, worst: 'error', rules: { 'a.b': 1 } } as const;
  expect(filterOf(false)(row(5))).toBe(true);
  expect(filterOf(false)(row(4))).toBe(false);
  expect(filterOf(false)(row(5, { origin: 'composer' }))).toBe(false);
  expect(filterOf(false)(row(5, { instanceName: 'shop', instanceId: 'b' }))).toBe(false);
  expect(filterOf(true)(row(5))).toBe(false);
  expect(filterOf(true)(row(605, { findings }))).toBe(true);
});

it('counts once all is judged, over all pages, only its own exchanges', async () => {
  const findings = { count: 2, worst: 'warning', rules: { 'a.b': 2 } } as const;
  const rows = Array.from({ length: 700 }, (_, index) =>
    row(index + 1, {
      ...(index % 2 === 0 && { instanceId: 'b' }),
      ...([3, 5, 599, 620].includes(index) && { findings }),
      ...(index === 599 && { findings: { ...findings, worst: 'error' as const } }),
    }),
  );
  const asked: CommandName[] = [];
  const bridge = {
    invoke: (command: CommandName, input: { after: number; limit: number }) => {
      asked.push(command);
      const value = {
        rows: rows.filter(({ number }) => number > input.after).slice(0, input.limit),
        total: 700,
      };
      return Promise.resolve({ ok: true, value });
    },
  } as unknown as Bridge;
  expect(await countTourFindings(bridge, { ...TOUR, recorded })).toEqual({
    exchanges: 300,
    worst: { error: 1, warning: 1, note: 0 },
  });
  expect(asked).toEqual(['findings.settled', 'capture.rows', 'capture.rows']);
  expect(await countTourFindings(bridge, TOUR)).toBeUndefined();
});

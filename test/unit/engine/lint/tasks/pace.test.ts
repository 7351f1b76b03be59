import { expect, it } from 'vitest';
import { Pace } from '../../../../../engine/lint/tasks/pace.ts';
import { exchange, type ExchangeParts } from '../../../../support/lint/exchange.ts';
import { on, polls } from '../../../../support/lint/tasks.ts';

/** Gaps of the polls that come too soon, by their place in the list. */
function early(...all: readonly ExchangeParts[]): readonly (number | undefined)[] {
  const pace = new Pace();
  return all.map((parts) => {
    const seen = exchange(parts);
    const gapMs = pace.early(seen, 1000)?.gapMs;
    pace.polled(seen);
    return gapMs;
  });
}

it('finds the polls that come too soon', () => {
  expect(early(polls(0), polls(500), polls(1500))).toEqual([undefined, 500, undefined]);
});

it('grants a timer its inaccuracy', () => {
  expect(early(polls(0), polls(950))).toEqual([undefined, undefined]);
});

it('takes instances that are asked directly as a server each, and a gateway as one', () => {
  const gateway = { gatewayId: 'g', gatewayName: 'g', trace: {}, faults: [] } as never;
  const behind = (ms: number, instance: string) =>
    on(instance, polls(ms, {}, { gateway, row: { origin: 'gateway' } }));
  expect(early(polls(0), on('beta', polls(1)))).toEqual([undefined, undefined]);
  expect(early(behind(0, 'alpha'), behind(1, 'beta'))).toEqual([undefined, 1]);
});

it('asks nothing without an interval, and nothing after something else was done', () => {
  const pace = new Pace();
  pace.polled(exchange(polls(0)));
  expect(pace.early(exchange(polls(1)), undefined)).toBeUndefined();
  expect(pace.early(exchange(polls(2)), 1000)).toBeDefined();
  pace.forget(exchange(polls(2)));
  expect(pace.early(exchange(polls(3)), 1000)).toBeUndefined();
});

it('leaves answers that overtake each other alone', () => {
  expect(early(polls(10), polls(0))).toEqual([undefined, undefined]);
});

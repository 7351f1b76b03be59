import { expect, it } from 'vitest';
import { notRising } from '../../../../../../engine/lint/rules/progress/not-rising.ts';
import { findingsOf, META } from '../../../../../support/lint/exchange.ts';

function progress(value: number, progressToken: string | number = 't') {
  return {
    jsonrpc: '2.0',
    method: 'notifications/progress',
    params: { progressToken, progress: value },
  };
}

function stream(...values: readonly number[]) {
  return {
    meta: { ...META, progressToken: 't' },
    stream: values.map((value) => progress(value)),
    result: { tools: [] },
  };
}

it('is content with progress that rises', () => {
  expect(findingsOf(notRising, stream(0, 0.5, 7, 100))).toEqual([]);
});

it('finds progress that stands still or falls, each time', () => {
  expect(findingsOf(notRising, stream(1, 1, 2, 1.5, 3))).toMatchObject([
    { pointer: 'event:1:/params/progress', expected: 'more than 1', found: '1' },
    { pointer: 'event:3:/params/progress', expected: 'more than 2', found: '1.5' },
  ]);
});

it('compares neither requests nor tokens with each other', () => {
  const other = { ...stream(), stream: [progress(5), progress(1, 'other')] };
  expect(findingsOf(notRising, stream(5), stream(1), other)).toEqual([]);
});

it('spares answers whose events a gateway swapped on purpose', () => {
  const gateway = {
    gatewayId: 'g',
    gatewayName: 'g',
    trace: { steps: [] },
    faults: [{ kind: 'swap' }],
  } as never;
  expect(findingsOf(notRising, { ...stream(2, 1), gateway, row: { origin: 'gateway' } })).toEqual([]);
});

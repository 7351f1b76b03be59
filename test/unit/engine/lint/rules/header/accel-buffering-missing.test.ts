import { expect, it } from 'vitest';
import { accelBufferingMissing } from '../../../../../../engine/lint/rules/header/accel-buffering-missing.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

const STREAM = { stream: [], result: { tools: [] } } as const;

it('is content with streams that have it, and asks it of nothing else', () => {
  expect(findingsOf(accelBufferingMissing, STREAM)).toEqual([]);
  expect(findingsOf(accelBufferingMissing, { result: { tools: [] } })).toEqual([]);
});

it.each([null, 'yes'])('finds %s', (value) => {
  const parts = { ...STREAM, answerHeaders: { 'X-Accel-Buffering': value } };
  expect(findingsOf(accelBufferingMissing, parts)).toMatchObject([
    { severity: 'warning', side: 'server', pointer: 'answer-header:X-Accel-Buffering' },
  ]);
});

it.each([{ Server: 'nginx/1.27' }, { Via: '1.1 cache' }, { 'CF-Ray': '1' }])(
  'leaves alone what came through %j',
  (by) => {
    const parts = { ...STREAM, answerHeaders: { 'X-Accel-Buffering': null, ...by } };
    expect(findingsOf(accelBufferingMissing, parts)).toEqual([]);
  },
);

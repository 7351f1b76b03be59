import { expect, it } from 'vitest';
import { cursorRefused } from '../../../../../../engine/lint/rules/page/cursor-refused.ts';
import { exchange, findingsOf } from '../../../../../support/lint/exchange.ts';
import { pageOf, refusedPage } from '../../../../../support/lint/lists.ts';

const discovered = (instanceId: string) => ({
  method: 'server/discover',
  row: { instanceId },
  result: { capabilities: { tools: {} } },
});

it('finds a fresh cursor that its own server refuses', () => {
  expect(findingsOf(cursorRefused, pageOf(undefined, 'c1'), refusedPage('c1'))).toMatchObject([
    { side: 'server', severity: 'warning', pointer: 'event:0:/error' },
  ]);
});

it('finds a cursor that another instance gave out', () => {
  const row = { instanceId: 'beta', origin: 'gateway' as const };
  const [finding] = findingsOf(
    cursorRefused,
    discovered('alpha'),
    discovered('beta'),
    pageOf(undefined, 'c1'),
    refusedPage('c1', -32602, { row }),
  );
  expect(finding?.message).toContain('another instance');
  expect(findingsOf(cursorRefused, pageOf(undefined, 'c1'), refusedPage('c1', -32602, { row }))).toEqual([]);
});

it('is content with cursors that work, and with other errors', () => {
  expect(findingsOf(cursorRefused, pageOf(undefined, 'c1'), pageOf('c1', undefined))).toEqual([]);
  expect(findingsOf(cursorRefused, pageOf(undefined, 'c1'), refusedPage('c1', -32603))).toEqual([]);
});

it('spares cursors that nobody gave out, that are old, or that came on behalf of another', () => {
  const first = exchange(pageOf(undefined, 'c1'));
  const late = { ...exchange(refusedPage('c1')), startedAt: first.startedAt + 10_000 };
  expect(findingsOf(cursorRefused, first, late)).toEqual([]);
  expect(findingsOf(cursorRefused, first, refusedPage('c2'))).toEqual([]);
  const headers = { Authorization: 'Bearer other' };
  expect(findingsOf(cursorRefused, first, refusedPage('c1', -32602, { headers }))).toEqual([]);
});

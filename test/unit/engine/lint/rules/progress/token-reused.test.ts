import { expect, it } from 'vitest';
import { tokenReused } from '../../../../../../engine/lint/rules/progress/token-reused.ts';
import type { SeenExchange } from '../../../../../../engine/lint/seen-exchange.ts';
import { exchange, judged, META, type ExchangeParts } from '../../../../../support/lint/exchange.ts';
import { piped } from '../../../../../support/lint/pipes.ts';

function flight(
  from: number,
  to: number,
  progressToken: string | number,
  parts: ExchangeParts = {},
): SeenExchange {
  const row = { startedAt: from, durationMs: to - from, ...parts.row };
  return exchange({ meta: { ...META, progressToken }, ...parts, row });
}

it('finds the later of two requests on their way with one token', () => {
  const long = flight(0, 900, 't');
  const short = flight(100, 200, 't');
  expect(judged(tokenReused, short, long)).toMatchObject([
    { number: short.number, finding: { side: 'client', pointer: 'request:/params/_meta/progressToken' } },
  ]);
  expect(judged(tokenReused, flight(0, 200, 5), flight(100, 300, 5))).toHaveLength(1);
});

it('finds it on a pipe', () => {
  const meta = { ...META, progressToken: 1 };
  expect(judged(tokenReused, piped(1, 3, { meta }), piped(2, 4, { meta }))).toHaveLength(1);
});

it('is content with one after the other, other tokens, and other types', () => {
  expect(judged(tokenReused, flight(0, 100, 't'), flight(100, 200, 't'))).toEqual([]);
  expect(judged(tokenReused, flight(0, 200, 1), flight(100, 300, '1'), flight(100, 300, 2))).toEqual([]);
});

it('spares clients that may be two behind one gateway', () => {
  const gateway = { gatewayId: 'g', gatewayName: 'g', trace: {}, faults: [] } as never;
  const parts = { gateway, row: { origin: 'gateway' as const } };
  expect(judged(tokenReused, flight(0, 200, 1, parts), flight(100, 300, 1, parts))).toEqual([]);
  const token = 'a-token-that-nobody-counts-up';
  expect(judged(tokenReused, flight(0, 200, token, parts), flight(100, 300, token, parts))).toHaveLength(1);
});

it('spares the same request once more, and what was changed on purpose', () => {
  expect(judged(tokenReused, flight(0, 200, 't', { id: 1 }), flight(100, 300, 't', { id: 1 }))).toEqual([]);
  const tampered = flight(100, 300, 't', { row: { tampered: true } });
  expect(judged(tokenReused, flight(0, 200, 't'), { ...tampered, tampered: true })).toEqual([]);
});

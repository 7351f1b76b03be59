import { expect, it } from 'vitest';
import { noProbe } from '../../../../../../engine/lint/rules/stdio/no-probe.ts';
import type { SeenExchange } from '../../../../../../engine/lint/seen-exchange.ts';
import { exchange, judged, type ExchangeParts } from '../../../../../support/lint/exchange.ts';

const row = { origin: 'gateway', transport: 'stdio' } as const;

function said(number: number, method: string, channel = 10, parts: ExchangeParts = {}): SeenExchange {
  return { ...exchange({ method, result: {}, ...parts, row: { ...row, number, ...parts.row } }), channel };
}
/** The row of the process itself, which ends last. */
function processEnd(number = 10): SeenExchange {
  return exchange({ text: '', silent: true, body: null, row: { ...row, number, method: 'process' } });
}

it('is content with server/discover first, whichever is answered first', () => {
  expect(judged(noProbe, said(11, 'server/discover'), said(12, 'tools/list'), processEnd())).toEqual([]);
  expect(judged(noProbe, said(13, 'tools/list'), said(12, 'server/discover'), processEnd())).toEqual([]);
});

it('finds another request at the head of a process, at once where it is certain', () => {
  expect(judged(noProbe, said(11, 'tools/list'), said(12, 'tools/call'), processEnd())).toMatchObject([
    { number: 11, finding: { severity: 'warning', side: 'client', found: 'tools/list' } },
  ]);
});

it('finds it at the end of the process, where something else could have come before', () => {
  const before = [said(14, 'tools/call'), said(13, 'tools/list')];
  expect(judged(noProbe, ...before)).toEqual([]);
  expect(judged(noProbe, ...before, processEnd())).toMatchObject([
    { number: 13, finding: { found: 'tools/list' } },
  ]);
});

it('leaves alone a process that is started anew, legacy clients, and what Hopscope sends by itself', () => {
  const again = said(21, 'tools/list', 20);
  expect(judged(noProbe, said(11, 'server/discover'), processEnd(), again, processEnd(20))).toEqual([]);
  expect(judged(noProbe, said(11, 'initialize', 10, { row: { era: 'legacy' } }), processEnd())).toEqual([]);
  expect(judged(noProbe, said(11, 'tools/list', 10, { row: { origin: 'composer' } }), processEnd())).toEqual(
    [],
  );
});

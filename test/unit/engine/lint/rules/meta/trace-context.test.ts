import { expect, it } from 'vitest';
import { traceContext } from '../../../../../../engine/lint/rules/meta/trace-context.ts';
import { findingsOf, META } from '../../../../../support/lint/exchange.ts';

it('is content with what the W3C defines', () => {
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-01';
  const meta = { ...META, traceparent, tracestate: 'a=1', baggage: 'k=v' };
  expect(findingsOf(traceContext, { meta, result: { tools: [] } })).toEqual([]);
});

it('finds what is malformed, and says whose it is', () => {
  const found = findingsOf(traceContext, {
    meta: { ...META, traceparent: 'nonsense' },
    result: { _meta: { baggage: 7 } },
  });
  expect(found).toMatchObject([
    { severity: 'error', side: 'client', pointer: 'request:/params/_meta/traceparent' },
    { severity: 'error', side: 'server', pointer: 'event:0:/result/_meta/baggage' },
  ]);
});

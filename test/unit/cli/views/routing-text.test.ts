import { expect, it } from 'vitest';
import { createPaint } from '../../../../cli/output/paint.ts';
import { routingText } from '../../../../cli/views/routing-text.ts';
import { createRoutingTracker } from '../../../../engine/trackers/routing.ts';
import { exchange, type ExchangeParts } from '../../../support/lint/exchange.ts';

const plain = createPaint(false);
const LIE = {
  method: 'tools/call',
  params: { name: 'pay', arguments: {} },
  headers: { 'Mcp-Name': 'look' },
  result: { content: [] },
};

function textOf(...parts: readonly ExchangeParts[]): string {
  const tracker = createRoutingTracker();
  parts.forEach((part, at) => {
    tracker.observe({ ...exchange(part), number: at + 1 });
  });
  return routingText(tracker.report(), plain);
}

it('counts verdicts and tells what has to be looked at', () => {
  const text = textOf(LIE, { result: { tools: [] } }, { row: { era: 'legacy' }, result: {} });
  expect(text.split('\n').slice(0, 6)).toEqual([
    'requests  verdict                     meaning',
    '       1  Body executed, header lied  The server did what the body says although a header named something else.',
    '       1  Agrees                      Headers and body say the same.',
    '1 exchange without headers that mirror the body',
    '',
    '#1  Body executed, header lied  on alpha, from test-client 1.0.0',
  ]);
  expect(text).toContain('  Who reads headers believes the tool "look"; the body says the tool "pay".');
  expect(text.endsWith('\n')).toBe(true);
});

it('prints a few of many', () => {
  expect(textOf(...Array.from({ length: 25 }, () => LIE))).toContain(
    '\n5 more: --json or --report html:FILE has them.',
  );
});

it('says so where there is nothing', () => {
  expect(textOf()).toBe('No modern request here. 0 exchanges without headers that mirror the body\n');
});

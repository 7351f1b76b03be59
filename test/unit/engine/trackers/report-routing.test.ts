import { expect, it } from 'vitest';
import { writeMarkdown } from '../../../../engine/trackers/document/write-markdown.ts';
import { routingDocument, routingSummary } from '../../../../engine/trackers/report-routing.ts';
import { createRoutingTracker } from '../../../../engine/trackers/routing.ts';
import { exchange, type ExchangeParts } from '../../../support/lint/exchange.ts';

function reportOf(...parts: readonly ExchangeParts[]) {
  const tracker = createRoutingTracker();
  for (const part of parts) tracker.observe(exchange(part));
  return tracker.report();
}

const LIE = {
  method: 'tools/call',
  params: { name: 'pay', arguments: {} },
  headers: { 'Mcp-Name': 'look' },
  result: { content: [] },
};

it('writes what has to be looked at, and counts the rest', () => {
  const report = reportOf(LIE, { result: { tools: [] } }, { row: { era: 'legacy' }, result: {} });
  expect(routingSummary(report)).toBe(
    '2 modern requests. In 1 case a server executed what the body says while a header named something else. ' +
      '1 other exchange mirrors nothing in headers.',
  );
  const text = writeMarkdown(routingDocument(report));
  expect(text).toContain('| 1 | **Body executed, header lied** |');
  expect(text).toContain('| `tools/call look` | `tools/call pay` | 200 |');
  expect(text).not.toContain('## Agrees');
});

it('counts what it does not write out', () => {
  const text = writeMarkdown(routingDocument(reportOf(...Array.from({ length: 103 }, () => LIE))));
  expect(text).toContain('And 3 earlier ones.');
});

it('says so where nothing is mirrored', () => {
  expect(routingSummary(reportOf())).toBe('No request here has headers that mirror its body.');
  expect(routingSummary(reportOf({ result: {} }))).toContain('No server executed');
});

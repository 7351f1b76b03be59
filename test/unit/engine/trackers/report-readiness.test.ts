import { expect, it } from 'vitest';
import { createDeprecationsTracker } from '../../../../engine/trackers/deprecations.ts';
import { writeMarkdown } from '../../../../engine/trackers/document/write-markdown.ts';
import { readinessDocument, readinessSummary } from '../../../../engine/trackers/report-readiness.ts';
import { exchange, META, type ExchangeParts } from '../../../support/lint/exchange.ts';

function reportOf(...parts: readonly ExchangeParts[]) {
  const tracker = createDeprecationsTracker();
  for (const part of parts) tracker.observe(exchange(part));
  return tracker.report();
}

it('says what to do by when, and shows what was seen', () => {
  const report = reportOf(
    {
      row: { era: 'legacy', origin: 'gateway' },
      method: 'initialize',
      params: { clientInfo: { name: 'old' }, capabilities: { sampling: {} } },
      result: { capabilities: { logging: {} } },
    },
    { row: { era: 'legacy' }, stream: [{ jsonrpc: '2.0', id: 1, method: 'sampling/createMessage' }] },
  );
  expect(readinessSummary(report)).toBe(
    '2 exchanges looked at. 3 things to change before 2026-07-28 is spoken, 3 things to change before the earliest removal.',
  );
  const text = writeMarkdown(readinessDocument(report));
  expect(text).toMatch(/\| \*\*Handshake \\\(initialize\\\)\*\* \| client \| old \|/);
  expect(text).toMatch(
    /\| \*\*Sampling\*\* \| server \| alpha \| .* \| First revision released on or after 2027-07-28 \| 1 \|/,
  );
  expect(text).toContain('Removed in 2026-07-28. The server sent requests of its own');
  expect(text).toContain('Before:\n\n```\nevent: message');
  expect(text).toMatch(/## What was not seen\n\nRoots, /);
});

it('says so where nothing has to change', () => {
  const report = reportOf({ result: { tools: [] } });
  expect(readinessSummary(report)).toBe(
    '1 exchange looked at. Nothing has to change before 2026-07-28 is spoken, nothing deprecated is in use.',
  );
  expect(writeMarkdown(readinessDocument(report))).toContain('Nothing deprecated was seen in use.');
  expect(readinessSummary(reportOf())).toBe('There are no exchanges in this capture.');
});

it('tells the eras apart, and that more exchanges show it than are named', () => {
  const modern = Array.from({ length: 11 }, () => ({
    row: { origin: 'gateway' } as const,
    meta: { ...META, 'io.modelcontextprotocol/clientCapabilities': { roots: {} } },
  }));
  const legacy = {
    row: { era: 'legacy', origin: 'gateway' },
    method: 'initialize',
    params: { capabilities: { roots: {} } },
  } as const;
  const text = writeMarkdown(readinessDocument(reportOf(...modern, legacy)));
  expect(text).toMatch(/\| client \| declares the capability \|[^\n]*\| modern \|[^\n]*\| 11 \|/);
  expect(text).toMatch(/\| client \| declares the capability \|[^\n]*\| legacy \|[^\n]*\| 1 \|/);
  expect(text).toMatch(/\| \*\*Roots\*\* \|[^\n]*, and more \|/);
});

import { expect, it } from 'vitest';
import {
  describeFaults,
  quoted,
  whatIsAsked,
} from '../../../../../engine/trackers/routing/describe-faults.ts';
import { isHeaderFault } from '../../../../../engine/protocol/modern/routing-table.ts';
import { exchange, type ExchangeParts } from '../../../../support/lint/exchange.ts';

function described(parts: ExchangeParts): string {
  const seen = exchange(parts);
  return describeFaults(seen.routing.filter(isHeaderFault), seen);
}

it.each<[string, ExchangeParts]>([
  [
    'Who reads headers believes the method "tools/list" and the prompt "a"; the body says the method "prompts/get" and says the prompt "b".',
    {
      method: 'prompts/get',
      params: { name: 'b' },
      headers: { 'Mcp-Method': 'tools/list', 'Mcp-Name': 'a' },
    },
  ],
  [
    'Who reads headers believes revision "2025-11-25"; the body has no revision.',
    { meta: {}, headers: { 'MCP-Protocol-Version': '2025-11-25' } },
  ],
  [
    'MCP-Protocol-Version and Mcp-Method are missing, by which balancers route.',
    { headers: { 'Mcp-Method': null, 'MCP-Protocol-Version': null } },
  ],
  [
    'Mcp-Method is sent more than once with different values, so each reader believes another one.',
    {
      headerList: [
        ['MCP-Protocol-Version', '2026-07-28'],
        ['Mcp-Method', 'tools/list'],
        ['Mcp-Method', 'tools/call'],
      ],
    },
  ],
])('says %s', (sentence, parts) => {
  expect(described(parts)).toBe(sentence);
});

it('names what is asked and cuts what is long', () => {
  expect(whatIsAsked(exchange({}))).toBe('tools/list');
  expect(whatIsAsked(exchange({ method: 'resources/read', params: { uri: 'a://b' } }))).toBe(
    'resources/read of "a://b"',
  );
  expect(quoted('x'.repeat(1000))).toHaveLength(202);
});

import { expect, it } from 'vitest';
import { notOfferedUsed } from '../../../../../../engine/lint/rules/capability/not-offered-used.ts';
import { findingsOf, META, type ExchangeParts } from '../../../../../support/lint/exchange.ts';

const discover: ExchangeParts = {
  method: 'server/discover',
  result: { supportedVersions: ['2026-07-28'], capabilities: { tools: {} } },
};
const prompts: ExchangeParts = { method: 'prompts/list', error: { code: -32601 }, status: 404 };
const other = { ...META, 'io.modelcontextprotocol/clientInfo': { name: 'other', version: '1' } };

it('is content with what is offered', () => {
  expect(findingsOf(notOfferedUsed, discover, { result: { tools: [] } })).toEqual([]);
});

it('finds what is not, once', () => {
  expect(findingsOf(notOfferedUsed, discover, prompts, prompts)).toMatchObject([
    { severity: 'warning', side: 'client', pointer: 'request:/method', found: 'prompts/list' },
  ]);
});

it('spares clients that never asked, and the tour', () => {
  expect(findingsOf(notOfferedUsed, prompts)).toEqual([]);
  expect(findingsOf(notOfferedUsed, discover, { ...prompts, meta: other })).toEqual([]);
  const tour = { row: { origin: 'probe' as const } };
  expect(findingsOf(notOfferedUsed, { ...discover, ...tour }, { ...prompts, ...tour })).toEqual([]);
});

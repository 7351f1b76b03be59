import { expect, it } from 'vitest';
import {
  isModernOnly,
  showsModern,
  listedRevisions,
  servedAsModern,
} from '../../../../../engine/lint/headers/modern-server.ts';
import { Knowledge } from '../../../../../engine/lint/knowledge.ts';
import { exchange, type ExchangeParts } from '../../../../support/lint/exchange.ts';

function after(...parts: readonly ExchangeParts[]): Knowledge {
  const known = new Knowledge();
  for (const part of parts) known.learn(exchange(part));
  return known;
}

const discovered = (...supportedVersions: readonly string[]): ExchangeParts => ({
  method: 'server/discover',
  result: { supportedVersions },
});

it('knows a modern server by what it said before or says now', () => {
  const plain = exchange({ result: {}, bare: true });
  expect(showsModern(plain, new Knowledge())).toBe(false);
  expect(showsModern(plain, after(discovered('2026-07-28')))).toBe(true);
  expect(showsModern(plain, after({ result: {} }))).toBe(true);
  expect(showsModern(exchange({ error: { code: -32022 } }), new Knowledge())).toBe(true);
});

it('takes a result without a type for a legacy one where the version header is missing', () => {
  const headers = { 'MCP-Protocol-Version': null };
  const known = after({ result: {} });
  expect(servedAsModern(exchange({ result: {}, bare: true }), known)).toBe(true);
  expect(servedAsModern(exchange({ result: {}, bare: true, headers }), known)).toBe(false);
  expect(servedAsModern(exchange({ result: {}, headers }), known)).toBe(true);
  expect(servedAsModern(exchange({ error: { code: 1 } }), known)).toBe(false);
});

it('knows what a server lists', () => {
  expect(listedRevisions('alpha', new Knowledge())).toBeUndefined();
  expect(listedRevisions('alpha', after(discovered('2026-07-28')))).toEqual(['2026-07-28']);
  expect(isModernOnly('alpha', new Knowledge())).toBe(false);
  expect(isModernOnly('alpha', after(discovered('2026-07-28', '2025-11-25')))).toBe(false);
  expect(isModernOnly('alpha', after(discovered('2026-07-28', '2027-03-01')))).toBe(true);
});

import { expect, it } from 'vitest';
import { extensionIdMalformed } from '../../../../../../engine/lint/rules/extension/id-malformed.ts';
import { findingsOf, META } from '../../../../../support/lint/exchange.ts';

const parts = (client: string, server: string) => ({
  method: 'server/discover',
  meta: { ...META, 'io.modelcontextprotocol/clientCapabilities': { extensions: { [client]: {} } } },
  result: { supportedVersions: ['2026-07-28'], capabilities: { extensions: { [server]: {} } } },
});

it('is content with well-formed ids, known or not', () => {
  expect(findingsOf(extensionIdMalformed, parts('io.modelcontextprotocol/ui', 'com.example/x'))).toEqual([]);
});

it('finds malformed ones of both sides', () => {
  const found = findingsOf(extensionIdMalformed, parts('tasks', 'com..example/x'));
  expect(found.map(({ side, found: id }) => [side, id])).toEqual([
    ['client', '"tasks"'],
    ['server', '"com..example/x"'],
  ]);
  expect(found[1]?.pointer).toBe('event:0:/result/capabilities/extensions/com..example~1x');
});

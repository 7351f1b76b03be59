import { expect, it } from 'vitest';
import { acceptedFaults, whatWasServed } from '../../../../../engine/lint/headers/accepted.ts';
import { Knowledge } from '../../../../../engine/lint/knowledge.ts';
import { exchange } from '../../../../support/lint/exchange.ts';

const LYING = { headers: { 'Mcp-Method': 'tools/call' }, result: { tools: [] } } as const;
const found = (parts: Parameters<typeof exchange>[0]): number =>
  acceptedFaults(exchange(parts), new Knowledge(), ['mismatch']).length;

it('gives faults of what was served', () => {
  expect(found(LYING)).toBe(1);
  expect(found({ ...LYING, error: { code: -32020 } })).toBe(0);
  expect(found({ ...LYING, bare: true })).toBe(0);
  expect(found({ ...LYING, headers: { 'Mcp-Method': null } })).toBe(0);
});

it('says what was served', () => {
  expect(whatWasServed(exchange())).toBe('tools/list');
  expect(whatWasServed(exchange({ method: 'resources/read', params: { uri: 'a:b' } }))).toBe(
    'resources/read of a:b',
  );
});

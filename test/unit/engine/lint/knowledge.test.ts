import { expect, it } from 'vitest';
import { Knowledge } from '../../../../engine/lint/knowledge.ts';
import type { GatewayPart } from '../../../../shared/model/gateway.ts';
import { exchange, type ExchangeParts } from '../../../support/lint/exchange.ts';

function knowing(...parts: ExchangeParts[]): Knowledge {
  const known = new Knowledge();
  for (const part of parts) known.learn(exchange(part));
  return known;
}
const on = (instanceId: string, parts: ExchangeParts): ExchangeParts => ({
  ...parts,
  row: { instanceId, ...parts.row },
});
const behind = (gatewayId: string): { gateway: GatewayPart } => ({
  gateway: { gatewayId, gatewayName: gatewayId, trace: {} as GatewayPart['trace'], faults: [] },
});
const discover = (name: string, version: string): ExchangeParts => ({
  method: 'server/discover',
  result: { capabilities: {}, _meta: { 'io.modelcontextprotocol/serverInfo': { name, version } } },
});

it.each<[string, ExchangeParts, boolean]>([
  ['a result with a type', { result: {} }, true],
  ['a modern error', { error: { code: -32020 }, status: 400 }, true],
  ['any other error', { error: { code: -32601 } }, false],
  ['a result without a type', { result: {}, bare: true }, false],
  ['nothing', { silent: true }, false],
  ['a legacy session', { row: { era: 'legacy' }, result: { resultType: 'complete' } }, false],
])('takes %s for modern or not', (_what, parts, modern) => {
  expect(knowing(parts).instance('alpha').modern).toBe(modern);
});

it('goes on to know what is modern', () => {
  expect(knowing({ result: {} }, { error: { code: -32601 } }).instance('alpha').modern).toBe(true);
  expect(knowing({ result: {} }).instance('beta').modern).toBe(false);
});

it('remembers the latest of each entry, and the pages of one list together', () => {
  const first = exchange({ result: { tools: [{ name: 'a' }, { name: 'b' }], nextCursor: 'c' } });
  const second = exchange({ params: { cursor: 'c' }, result: { tools: [{ name: 'c' }, 7, { name: 7 }] } });
  const known = new Knowledge();
  known.learn(first);
  known.learn(second);
  expect([...known.instance('alpha').tools.keys()]).toEqual(['a', 'b', 'c']);
  expect(known.instance('alpha').tools.get('c')).toEqual({ entry: { name: 'c' }, number: second.number });
  known.learn(exchange({ result: { tools: [{ name: 'b' }] } }));
  expect([...known.instance('alpha').tools.keys()]).toEqual(['b']);
});

it('knows each kind of list by its key', () => {
  const known = knowing(
    { method: 'prompts/list', result: { prompts: [{ name: 'p' }] } },
    { method: 'resources/list', result: { resources: [{ uri: 'u' }] } },
    { method: 'resources/templates/list', result: { resourceTemplates: [{ uriTemplate: 't' }] } },
  );
  const { prompts, resources, templates } = known.instance('alpha');
  expect([...prompts.keys(), ...resources.keys(), ...templates.keys()]).toEqual(['p', 'u', 't']);
});

it('learns no list from a refusal or from what was not read to its end', () => {
  const known = knowing({ result: { tools: [{ name: 'a' }] } }, { error: { code: -32603 } });
  known.learn({ ...exchange({ result: { tools: [] } }), partial: true });
  expect(known.instance('alpha').tools.size).toBe(1);
});

it('takes for peers what stands behind one gateway, or calls itself the same', () => {
  const known = knowing(
    on('a', { ...behind('g'), result: {} }),
    on('b', { ...behind('g'), result: {} }),
    on('', { ...behind('g'), silent: true }),
    on('c', discover('shop', '1')),
    on('d', discover('shop', '1')),
    on('e', discover('shop', '2')),
  );
  expect(known.peers('a')).toEqual(['b']);
  expect(known.peers('c')).toEqual(['d']);
  expect(known.peers('e')).toEqual([]);
});

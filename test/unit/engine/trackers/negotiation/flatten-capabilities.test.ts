import { expect, it } from 'vitest';
import {
  flagsOf,
  flattenCapabilities,
} from '../../../../../engine/trackers/negotiation/flatten-capabilities.ts';
import type { JsonObject } from '../../../../../shared/model/json.ts';

function ids(capabilities: JsonObject, kind: 'client-capability' | 'server-capability'): string[] {
  return flattenCapabilities(capabilities, kind).map(
    ({ row, implied }) => `${row.id}${implied ? ' (implied)' : ''}`,
  );
}

it('makes a row of each capability, flag and extension', () => {
  const server = {
    tools: { listChanged: true },
    resources: { subscribe: false, listChanged: true },
    own: { a: 1 },
    experimental: { e: {} },
    extensions: { 'a.b/c': {} },
  };
  expect(ids(server, 'server-capability')).toEqual([
    'tools',
    'tools.listChanged',
    'resources',
    'resources.listChanged',
    'own',
    'experimental.e',
    'a.b/c',
  ]);
});

it.each<[string, JsonObject, string[]]>([
  ['an empty one means forms', { elicitation: {} }, ['elicitation', 'elicitation.form (implied)']],
  ['addresses alone mean no forms', { elicitation: { url: {} } }, ['elicitation', 'elicitation.url']],
  ['both', { elicitation: { form: {}, url: {} } }, ['elicitation', 'elicitation.form', 'elicitation.url']],
])('reads elicitation: %s', (_, capabilities, expected) => {
  expect(ids(capabilities, 'client-capability')).toEqual(expected);
});

it('bears anything', () => {
  expect(
    ids({ tools: null, prompts: false, extensions: [], experimental: 3, x: true }, 'server-capability'),
  ).toEqual(['x']);
  const many = Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`c${String(at)}`, {}]));
  expect(ids(many, 'server-capability')).toHaveLength(300);
  const [huge] = flattenCapabilities({ a: { text: 'x'.repeat(30_000) } }, 'server-capability');
  expect(huge?.settings).toMatch(/^\(settings of 30011 characters/);
});

it('knows flags', () => {
  expect(flagsOf('server-capability', 'resources')).toEqual(['subscribe', 'listChanged']);
  expect(flagsOf('client-capability', 'tools')).toEqual([]);
});

import { expect, it } from 'vitest';
import {
  CLIENT_SCENARIOS,
  inputSchemaOf,
  namesOf,
  toolCallsOf,
  type CommandEnd,
} from '../../../conformance/client-scenarios.ts';
import { requiredScenarios } from '../../../conformance/run-suite.ts';
import type { JsonObject } from '../../../../shared/model/draft.ts';

const end = (document?: JsonObject): CommandEnd => ({ code: 0, stderr: '', document });

/** The command lines of one scenario; `list` answers with these names. */
async function typed(
  scenario: string,
  listing: JsonObject = {},
  context: JsonObject = {},
): Promise<string[]> {
  const lines: string[] = [];
  await CLIENT_SCENARIOS[scenario]?.({
    url: 'URL',
    era: 'modern',
    context,
    hopscope: (args) => {
      lines.push(args.join(' '));
      return Promise.resolve(end(args[0] === 'list' ? listing : {}));
    },
  });
  return lines;
}

it.each(['2026-07-28', '2025-11-25'])(
  'knows every scenario of %s that is not on authorization',
  (revision) => {
    const { scored } = requiredScenarios(revision, 'client');
    const wanted = scored.filter((scenario) => !scenario.startsWith('auth/'));
    expect(wanted.length).toBeGreaterThan(3);
    for (const scenario of wanted) expect(Object.keys(CLIENT_SCENARIOS)).toContain(scenario);
  },
);

it('calls what the list offers, and not what it excludes', async () => {
  const listing = { listing: { entries: [{ name: 'good' }, { name: 'bad', excluded: 'why' }, 7] } };
  expect(namesOf(end(listing))).toEqual(['good']);
  expect(namesOf(end())).toEqual([]);
  expect(await typed('http-invalid-tool-headers', listing)).toEqual([
    'list URL tools',
    'call URL good --args {"region":"eu"}',
  ]);
  expect(await typed('http-standard-headers', listing)).toEqual([
    'list URL tools',
    'call URL good',
    'list URL resources',
    'read URL good',
    'list URL prompts',
    'prompt URL good',
  ]);
});

it('makes the calls that the suite asks for', async () => {
  const context = { toolCalls: [{ name: 'a', arguments: { b: ' c ' } }, { name: 'd' }] };
  expect(await typed('http-custom-headers', {}, context)).toEqual([
    'call URL a --args {"b":" c "}',
    'call URL d --args {}',
  ]);
  expect(() => toolCallsOf({})).toThrow('asks for no call');
  expect(() => toolCallsOf({ toolCalls: [7] })).toThrow('without a name');
});

it('hands a schema on as it came', async () => {
  const inputSchema = { $schema: 's', $defs: { a: { $anchor: 'b' } } };
  const tools = [{ name: 'other' }, { name: 'json_schema_2020_12_tool', inputSchema }];
  const listing = { exchanges: [7, { response: null }, { response: { messages: [{ result: { tools } }] } }] };
  expect(inputSchemaOf(end(listing), 'json_schema_2020_12_tool')).toEqual(inputSchema);
  expect(() => inputSchemaOf(end(listing), 'other')).toThrow('no inputSchema of other');
  expect(await typed('json-schema-2020-12-preservation', listing)).toEqual([
    'list URL tools',
    `call URL json_schema_echo --args ${JSON.stringify({ schema: inputSchema })}`,
  ]);
});

import { isJsonObject } from '../../shared/model/json.ts';
import type { JsonObject, JsonValue } from '../../shared/model/draft.ts';

/** What one command line came to, with its `--json` document where it printed one. */
export interface CommandEnd {
  readonly code: number | null;
  readonly stderr: string;
  readonly document: JsonObject | undefined;
}

/** The server that the suite examines the client with, and the command line that is that client. */
export interface Examination {
  /** Its address. */
  readonly url: string;
  /** The era of the revision that is examined, for `--era`. */
  readonly era: 'modern' | 'legacy';
  /** What the suite says of this scenario; empty for most. */
  readonly context: JsonObject;
  /** Runs `hopscope`, with `--json` and `--era`. Rejects where its exit code is not this one; 0 when left out. */
  readonly hopscope: (args: readonly string[], code?: number) => Promise<CommandEnd>;
}

/**
 * What a person would type in each scenario. All of the protocol is the command line's own: nothing here knows more
 * of it than which command asks for what.
 */
export const CLIENT_SCENARIOS: Readonly<Record<string, (examination: Examination) => Promise<void>>> = {
  initialize: async ({ url, hopscope }) => {
    await hopscope(['list', url, 'tools']);
  },
  tools_call: async ({ url, hopscope }) => {
    await hopscope(['call', url, 'add_numbers', '--args', '{"a":5,"b":3}']);
  },
  'elicitation-sep1034-client-defaults': async ({ url, hopscope }) => {
    await hopscope(['call', url, 'test_client_elicitation_defaults', '--respond', 'elicitation=accept']);
  },
  'sse-retry': async ({ url, hopscope }) => {
    await hopscope(['call', url, 'test_reconnection']);
  },
  // All that can be declared, so that its form is examined.
  'request-metadata': async ({ url, hopscope }) => {
    await hopscope(['list', url, 'tools', '--respond', 'accept']);
  },
  'http-standard-headers': async ({ url, hopscope }) => {
    for (const tool of namesOf(await hopscope(['list', url, 'tools']))) await hopscope(['call', url, tool]);
    for (const uri of namesOf(await hopscope(['list', url, 'resources']))) await hopscope(['read', url, uri]);
    for (const name of namesOf(await hopscope(['list', url, 'prompts'])))
      await hopscope(['prompt', url, name]);
  },
  'http-custom-headers': async ({ url, context, hopscope }) => {
    for (const { name, args } of toolCallsOf(context)) {
      await hopscope(['call', url, name, '--args', JSON.stringify(args)]);
    }
  },
  'http-invalid-tool-headers': async ({ url, hopscope }) => {
    const tools = namesOf(await hopscope(['list', url, 'tools']));
    for (const tool of tools) await hopscope(['call', url, tool, '--args', '{"region":"eu"}']);
  },
  'sep-2322-client-request-state': async ({ url, hopscope }) => {
    await hopscope(['call', url, 'test_mrtr_echo_state', '--respond', 'accept']);
    await hopscope(['call', url, 'test_mrtr_unrelated', '--respond', 'accept']);
    await hopscope(['call', url, 'test_mrtr_no_state', '--respond', 'accept']);
    await hopscope(['call', url, 'test_mrtr_no_result_type', '--respond', 'accept']);
  },
  'json-schema-ref-no-deref': async ({ url, hopscope }) => {
    await hopscope(['list', url, 'tools']);
  },
  'json-schema-2020-12-preservation': async ({ url, hopscope }) => {
    const schema = inputSchemaOf(await hopscope(['list', url, 'tools']), 'json_schema_2020_12_tool');
    await hopscope(['call', url, 'json_schema_echo', '--args', JSON.stringify({ schema })]);
  },
};

/** The names of what `hopscope list` offers for use: what it excludes is left out. */
export function namesOf({ document }: CommandEnd): readonly string[] {
  const listing = document?.['listing'];
  const entries = isJsonObject(listing) ? listOf(listing['entries']) : [];
  return entries.flatMap((entry) =>
    isJsonObject(entry) && typeof entry['name'] === 'string' && !('excluded' in entry) ? [entry['name']] : [],
  );
}

/** The inputSchema of a tool as `hopscope list` received it. Throws where there is none. */
export function inputSchemaOf({ document }: CommandEnd, tool: string): JsonValue {
  for (const exchange of listOf(document?.['exchanges'])) {
    const response = isJsonObject(exchange) ? exchange['response'] : undefined;
    for (const message of isJsonObject(response) ? listOf(response['messages']) : []) {
      const result = isJsonObject(message) ? message['result'] : undefined;
      for (const entry of isJsonObject(result) ? listOf(result['tools']) : []) {
        if (isJsonObject(entry) && entry['name'] === tool && entry['inputSchema'] !== undefined) {
          return entry['inputSchema'];
        }
      }
    }
  }
  throw new Error(`The list has no inputSchema of ${tool}.`);
}

/** The calls that a scenario's context asks for. Throws where it asks for none. */
export function toolCallsOf(
  context: JsonObject,
): readonly { readonly name: string; readonly args: JsonObject }[] {
  const calls = listOf(context['toolCalls']).map((call) => {
    const { name, arguments: args = {} } = isJsonObject(call) ? call : {};
    if (typeof name !== 'string' || !isJsonObject(args))
      throw new Error('The suite asks for a call without a name.');
    return { name, args };
  });
  if (calls.length === 0) throw new Error('The suite asks for no call.');
  return calls;
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]) : [];
}

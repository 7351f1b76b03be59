import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createLinter } from '../../engine/lint/linter.ts';
import { RULES } from '../../engine/lint/rules/index.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../shared/model/json.ts';
import { exchange, META } from '../support/lint/exchange.ts';
import { fitting, type Fitting } from '../support/lint/fitting.ts';

/** The specification's own examples, a folder a type. They lie beside the repository and are copied nowhere. */
const folder =
  process.env['HOPSCOPE_EXAMPLES_DIR'] ??
  fileURLToPath(new URL('../../../shared/spec/examples-2026-07-28', import.meta.url));
const missing = existsSync(folder) ? '' : ` (skipped: no ${folder}; set HOPSCOPE_EXAMPLES_DIR)`;

const examples = (missing === '' ? readdirSync(folder) : []).flatMap((type) =>
  readdirSync(path.join(folder, type)).map((file) => [type, file] as const),
);

/** Errors that all rules find in exchanges that a type's value stands in. */
function errorsIn(exchanges: readonly Fitting[]): readonly string[] {
  const linter = createLinter(RULES);
  return exchanges
    .flatMap((parts) => linter.see(exchange(parts)))
    .filter(({ finding }) => finding.severity === 'error' || finding.rule === 'lint.rule-failed')
    .map(({ finding }) => `${finding.rule} ${finding.pointer ?? ''}: ${finding.message}`);
}

describe.skipIf(missing !== '')(`the examples of the specification${missing}`, () => {
  it('are all there', () => {
    expect(examples.length).toBe(129);
  });

  it.each(examples)('raise no false alarm: %s/%s', (type, file) => {
    const value = JSON.parse(readFileSync(path.join(folder, type, file), 'utf8')) as JsonValue;
    expect(errorsIn(fitting(type, value))).toEqual([]);
  });
});

describe('the frame that an example is put into', () => {
  const spoiled = (value: JsonObject): JsonObject => ({ ...value, _meta: { '-': 1 } });

  it.each<[string, JsonValue]>([
    ['CallToolRequestParams', { name: 7 }],
    ['CallToolResult', { content: [{ type: 'text' }] }],
    ['ImageContent', { type: 'image', data: 7, mimeType: 'image/png' }],
    ['ToolUseContent', { type: 'tool_use', id: 7, name: 'a', input: {} }],
    ['SamplingMessage', { role: 'nobody', content: { type: 'text', text: 'a' } }],
    ['InputRequests', { a: { method: 'elicitation/create', params: { mode: 'form' } } }],
    ['InputResponses', { a: { action: 'perhaps' } }],
    ['NumberSchema', { type: 'number', minimum: 'none' }],
    ['Resource', { uri: 'file:///a' }],
    ['ClientCapabilities', { roots: 7 }],
    ['ServerCapabilities', { tools: { listChanged: 'yes' } }],
    ['ResourceUpdatedNotificationParams', { uri: 7 }],
    ['SubscriptionsListenResult', { resultType: 'complete', _meta: {} }],
    ['Root', { uri: 7 }],
  ])('lets a wrong %s be found', (type, value) => {
    expect(errorsIn(fitting(type, value))).not.toEqual([]);
  });

  it('takes whole messages as they are', () => {
    const request = { jsonrpc: '2.0', id: 1, method: 'tools/list', params: { _meta: META } };
    const params = isJsonObject(request.params) ? spoiled(request.params) : {};
    expect(errorsIn(fitting('ListToolsRequest', { ...request, params }))).not.toEqual([]);
  });
});

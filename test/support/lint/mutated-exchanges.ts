import { seeExchange } from '../../../engine/lint/see-exchange.ts';
import type { SeenExchange } from '../../../engine/lint/seen-exchange.ts';
import { LINK_KINDS } from '../../../shared/model/exchange.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../shared/model/json.ts';
import { recorded, type ExchangeParts } from './exchange.ts';
import type { Random } from './random.ts';
import { variedParts } from './varied-exchanges.ts';

/** An exchange with something wrong in its messages, headers or row: anything that bytes on a wire may be. */
export function mutatedExchange(random: Random, count: number): SeenExchange {
  const parts = variedParts(random, count);
  const plain = recorded(parts);
  const requestText = mutateText(random, new TextDecoder().decode(plain.requestBody));
  const answerText = mutateText(random, new TextDecoder().decode(plain.body));
  const { stream: _stream, after: _after, result: _result, error: _error, ...rest } = parts;
  const isStream = plain.answer?.headers.some(([, value]) => value === 'text/event-stream') ?? false;
  const changed: ExchangeParts = {
    ...rest,
    body: parsed(requestText) ?? null,
    text: requestText,
    answerText,
    answerHeaders: {
      ...(isStream && { 'Content-Type': 'text/event-stream' }),
      ...(random.chance(0.1) && { 'Content-Type': random.pick(ODD_TEXTS) }),
    },
    status: random.pick([200, 200, 200, 202, 400, 404, 500, 0, 999]),
    ...(random.chance(0.2) && { headers: oddHeaders(random) }),
    row: { ...parts.row, ...oddRow(random, count) },
    ...(random.chance(0.05) && { silent: true }),
    ...(random.chance(0.1) && { httpMethod: random.pick(['GET', 'DELETE', 'OPTIONS', '']) }),
  };
  const seen = seeExchange(recorded(changed));
  return random.chance(0.2) ? { ...seen, channel: random.below(count + 1) } : seen;
}

function oddRow(random: Random, count: number): NonNullable<ExchangeParts['row']> {
  return {
    ...(random.chance(0.2) && { era: 'legacy' as const }),
    ...(random.chance(0.2) && { transport: 'stdio' as const }),
    ...(random.chance(0.1) && { tampered: true }),
    ...(random.chance(0.2) && { origin: random.pick(['probe', 'replay', 'import', 'cli'] as const) }),
    ...(random.chance(0.2) && { link: { kind: random.pick(LINK_KINDS), to: random.below(count + 1) } }),
    ...(random.chance(0.1) && { startedAt: random.pick([0, -1, 8.64e15, 1_000_000]) }),
  };
}

function oddHeaders(random: Random): Readonly<Record<string, string | null>> {
  const names = [
    'Mcp-Method',
    'Mcp-Name',
    'MCP-Protocol-Version',
    'Content-Type',
    'Accept',
    'Origin',
    'Host',
  ];
  return { [random.pick(names)]: random.chance(0.3) ? null : random.pick(ODD_TEXTS) };
}

/** One to three changes of the JSON, of the text, or of both. */
function mutateText(random: Random, text: string): string {
  let changed = text;
  for (let left = random.below(4); left > 0; left -= 1) {
    changed = random.chance(0.25) ? damage(random, changed) : mutateJson(random, changed);
  }
  return changed;
}

/** In an event stream one event is changed. */
function mutateJson(random: Random, text: string): string {
  const lines = text.split('\n');
  const at = random.below(lines.length);
  const line = lines[at] ?? '';
  const prefix = line.startsWith('data: ') ? 'data: ' : '';
  const value = parsed(line.slice(prefix.length));
  if (value === undefined) return text;
  lines[at] = prefix + mutateValue(random, value);
  return lines.join('\n');
}

/** JSON of a value with something else at one place in it. */
function mutateValue(random: Random, value: JsonValue): string {
  if (random.chance(0.3) || value === null || typeof value !== 'object') return random.pick(ODD_JSON);
  if (!isJsonObject(value)) {
    const items = value;
    const at = random.below(items.length + 1);
    return `[${items.map((item, index) => (index === at ? mutateValue(random, item) : json(item))).join(',')}]`;
  }
  const keys = Object.keys(value);
  if (keys.length === 0 || random.chance(0.15)) return withOddKey(random, value);
  const chosen = random.pick(keys);
  const members = keys.flatMap((key) => {
    const member = value[key] ?? null;
    if (key !== chosen) return [`${json(key)}:${json(member)}`];
    if (random.chance(0.15)) return [];
    const name = random.chance(0.1) ? random.pick(ODD_KEYS) : key;
    const changed = `${json(name)}:${mutateValue(random, member)}`;
    return random.chance(0.1) ? [changed, `${json(key)}:${json(member)}`] : [changed];
  });
  return `{${members.join(',')}}`;
}

function withOddKey(random: Random, value: JsonObject): string {
  const members = Object.entries(value).map(([key, member]) => `${json(key)}:${json(member)}`);
  return `{${[...members, `${json(random.pick(ODD_KEYS))}:${random.pick(ODD_JSON)}`].join(',')}}`;
}

/** A change that need not leave JSON behind. */
function damage(random: Random, text: string): string {
  const at = random.below(text.length + 1);
  const end = at + random.below(20);
  return text.slice(0, at) + random.pick(ODD_TEXTS) + text.slice(random.chance(0.5) ? end : at);
}

function json(value: JsonValue): string {
  try {
    return JSON.stringify(value);
  } catch {
    // A change before this one nested it too deep.
    return 'null';
  }
}

function parsed(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

const DEPTH = 20_000;

const ODD_JSON: readonly string[] = [
  'null',
  'true',
  'false',
  '0',
  '-0',
  '-1',
  '1.5',
  '1e308',
  '1e999',
  '9007199254740993',
  '""',
  '"2026-07-28"',
  '"input_required"',
  '"__proto__"',
  '"\\u0000\\ud800"',
  '[]',
  '{}',
  '[[]]',
  '[null,1,"a",{}]',
  '{"":{}}',
  '{"__proto__":{"polluted":true},"constructor":{"prototype":1}}',
  '{"type":"object","properties":{"a":{"$ref":"#"}},"required":["a"]}',
  '{"$ref":"#/properties/a"}',
  '{"type":["object",7],"properties":7,"allOf":{}}',
  `"${'a'.repeat(5000)}"`,
  `${'['.repeat(DEPTH)}${']'.repeat(DEPTH)}`,
  `${'{"a":'.repeat(DEPTH)}1${'}'.repeat(DEPTH)}`,
];

const ODD_KEYS: readonly string[] = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'length',
  '',
  '_meta',
  'params',
  'result',
  'error',
  'method',
  'id',
  'jsonrpc',
  'nextCursor',
  'requestState',
  'inputResponses',
  'inputRequests',
];

const ODD_TEXTS: readonly string[] = [
  '',
  '\0',
  '\ufeff',
  '}',
  '[',
  '"',
  '\\',
  '\r\n\r\n',
  'data: ',
  '\ud800',
  '💥',
  'é',
  '=?base64?!?=',
  ',',
];

import type { MissingPart } from '../../../shared/model/exchange.ts';
import type { HeaderList } from '../../../shared/model/headers.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../shared/model/json.ts';
import { EntryFault, type ForeignExchange, type ForeignItem, type ForeignSource } from './foreign.ts';
import { LONGEST_ENTRY, parsed, tooLong } from './json-text.ts';
import { amountAt, listAt, objectAt, textAt, timeOf, valueAt } from './loose.ts';
import { MessagePairs, type OpenMessage } from './message-pairs.ts';
import { StrayMessages } from './stray-messages.ts';
import { textLines } from './text-lines.ts';

/**
 * A session log of mcpsnoop: an envelope a line, each with one JSON-RPC message, the direction it went, and of HTTP the
 * routing headers and the status. https://github.com/kerlenton/mcpsnoop (internal/proxy/frame.go)
 */
export async function* readMcpsnoop(source: ForeignSource, signal: AbortSignal): AsyncGenerator<ForeignItem> {
  const log = new SnoopLog();
  for await (const line of textLines(source.open(), LONGEST_ENTRY, signal)) {
    if ('length' in line) {
      yield tooLong(line.number, line.length);
      continue;
    }
    try {
      for (const exchange of log.hear(parsed(line.bytes), line.number)) yield { kind: 'exchange', exchange };
    } catch (error) {
      if (!(error instanceof EntryFault)) throw error;
      yield { kind: 'unreadable', place: line.number, why: error.message };
    }
  }
  for (const exchange of log.end()) yield { kind: 'exchange', exchange };
}

class SnoopLog {
  readonly #pairs = new MessagePairs();
  /** By session. */
  readonly #strays = new Map<string, StrayMessages>();

  *hear(value: unknown, place: number): Generator<ForeignExchange> {
    if (!isJsonObject(value)) throw new EntryFault('is no object');
    const direction = textAt(value, 'direction');
    const at = timeOf(textAt(value, 'ts'));
    if (at === undefined) throw new EntryFault('has no time (ts)');
    if (direction === 'meta') return;
    if (direction === 'c2s') this.#open(value, at, place);
    else if (direction === 's2c') yield* this.#answer(value, at, place);
    else if (direction === 'stderr')
      yield* this.#stray(value, textAt(value, 'text') ?? '', 'stderr', at, place);
    else throw new EntryFault(`has a direction that is not known: ${JSON.stringify(direction ?? null)}`);
    yield* this.#pairs.take();
  }

  *end(): Generator<ForeignExchange> {
    yield* this.#pairs.take(true);
    for (const strays of this.#strays.values()) {
      const rest = strays.take();
      if (rest) yield rest;
    }
  }

  #open(envelope: JsonObject, at: number, place: number): void {
    const raw = valueAt(envelope, 'raw');
    const text = raw === undefined ? (textAt(envelope, 'text') ?? '') : JSON.stringify(raw);
    const isHttp = textAt(envelope, 'transport') === 'http';
    const { headers, isWhole } = headersOf(envelope);
    const missing: MissingPart[] = [
      ...(isHttp && !isWhole ? (['request-headers'] as const) : []),
      ...(isHttp ? (['response-headers'] as const) : []),
      ...(valueAt(envelope, 'truncated') === true ? (['request-body'] as const) : []),
    ];
    const id = idOf(raw) ?? idOfStart(envelope);
    const connection = connectionOf(envelope);
    const isAsked = raw === undefined ? text.includes('"method"') : textAt(raw, 'method') !== undefined;
    const isRequest = isAsked && id !== undefined;
    const message: OpenMessage = {
      exchange: {
        startedAt: at,
        ...ownerOf(envelope),
        httpMethod: isHttp ? 'POST' : '',
        target: isHttp ? '/' : '',
        headers: isHttp ? headers : [],
        body: Buffer.from(text),
        ...(!isHttp && { transport: 'stdio' as const }),
        imported: {
          format: 'mcpsnoop',
          by: 'mcpsnoop',
          place,
          ...(isHttp && {
            notes: [
              'mcpsnoop keeps the routing headers and the messages, not the address nor the bytes around them.',
            ],
          }),
        },
        missing,
      },
      key: isRequest ? `${connection} ${id}` : undefined,
      connection,
      parts: [],
      head: undefined,
      isOver: !isRequest,
    };
    this.#pairs.open(message);
  }

  *#answer(envelope: JsonObject, at: number, place: number): Generator<ForeignExchange> {
    const raw = valueAt(envelope, 'raw');
    const connection = connectionOf(envelope);
    const id = idOf(raw) ?? idOfStart(envelope);
    const isAnswer = id !== undefined && textAt(raw, 'method') === undefined;
    // A status without a message answers the request of its connection; a message that names no request is what came meanwhile.
    const open = isAnswer ? this.#pairs.find(`${connection} ${id}`) : this.#pairs.oldest(connection);
    const text = raw === undefined ? (textAt(envelope, 'text') ?? '') : JSON.stringify(raw);
    if (!open) {
      if (text !== '') yield* this.#stray(envelope, text, raw === undefined ? 'stray' : 'line', at, place);
      return;
    }
    const isHttp = open.exchange.httpMethod !== '';
    open.head ??= headOf(envelope, isHttp);
    if (text !== '') {
      const isStream = isHttp && open.head.headers.some(([, type]) => type.includes('event-stream'));
      const line = isStream ? `data: ${text}\n\n` : isHttp ? text : `${text}\n`;
      open.parts.push({ bytes: Buffer.from(line), atMs: Math.max(0, at - open.exchange.startedAt) });
    }
    if (valueAt(envelope, 'truncated') === true) open.isCut = true;
    open.isOver = isAnswer || (raw === undefined && text === '');
  }

  *#stray(
    envelope: JsonObject,
    text: string,
    output: 'stderr' | 'stray' | 'line',
    at: number,
    place: number,
  ): Generator<ForeignExchange> {
    const session = textAt(envelope, 'session_id') ?? '';
    let strays = this.#strays.get(session);
    if (!strays) {
      strays = new StrayMessages({ format: 'mcpsnoop', ...ownerOf(envelope) });
      if (this.#strays.size < 1_000) this.#strays.set(session, strays);
    }
    const full = strays.add(text, output, at, place);
    const taken = full ?? (this.#strays.get(session) === strays ? undefined : strays.take());
    if (taken) yield taken;
  }
}

function ownerOf(envelope: JsonObject): { url: string; instanceId: string; instanceName: string } {
  const label = textAt(envelope, 'server_label') ?? '';
  const name = label === '' ? 'mcpsnoop' : label.slice(0, 200);
  return { url: `mcpsnoop:${name}`, instanceId: `import:mcpsnoop:${name}`.slice(0, 200), instanceName: name };
}

function connectionOf(envelope: JsonObject): string {
  return `${textAt(envelope, 'session_id') ?? ''} ${textAt(envelope, 'conn_id') ?? ''}`;
}

function idOf(raw: JsonValue | undefined): string | undefined {
  const id = valueAt(raw, 'id');
  return typeof id === 'string' || typeof id === 'number' ? JSON.stringify(id) : undefined;
}

/** The id of a message of which only the beginning was kept, as text; where a method comes first it is no answer. */
function idOfStart(envelope: JsonObject): string | undefined {
  if (valueAt(envelope, 'truncated') !== true) return undefined;
  const start = /^\s*\{\s*(?:"jsonrpc"\s*:\s*"2\.0"\s*,\s*)?"id"\s*:\s*(-?\d+|"[^"\\]*")\s*,/;
  return start.exec(textAt(envelope, 'text') ?? '')?.[1];
}

/** `isWhole`: all headers that MCP speaks of are known. Logs of older versions have the routing headers only. */
function headersOf(envelope: JsonObject): { readonly headers: HeaderList; readonly isWhole: boolean } {
  const transport = objectAt(envelope, 'transport_headers');
  const pairs: (readonly [string, string | undefined])[] = [
    ['Accept', textAt(transport, 'accept')],
    ['Content-Type', textAt(transport, 'content_type')],
    ['Origin', textAt(transport, 'origin')],
    ['MCP-Protocol-Version', textAt(envelope, 'mcp_protocol_version')],
    ['Mcp-Method', textAt(envelope, 'mcp_method')],
    ['Mcp-Name', textAt(envelope, 'mcp_name')],
    ...listAt(envelope, 'mcp_param_headers').map(
      (param) => [textAt(param, 'name') ?? '', textAt(param, 'value')] as const,
    ),
  ];
  const headers = pairs.flatMap(([name, value]) =>
    name === '' || value === undefined || value === '' ? [] : [[name, value] as const],
  );
  return { headers, isWhole: valueAt(envelope, 'transport_headers') !== undefined };
}

function headOf(envelope: JsonObject, isHttp: boolean): NonNullable<OpenMessage['head']> {
  if (!isHttp) return { status: 0, statusText: '', httpVersion: '', headers: [] };
  const type = textAt(objectAt(envelope, 'transport_headers'), 'content_type') ?? 'application/json';
  const challenge = textAt(envelope, 'auth_challenge');
  return {
    status: amountAt(envelope, 'status') ?? 200,
    statusText: '',
    httpVersion: '',
    headers: [
      ['Content-Type', type],
      ...(challenge === undefined ? [] : [['WWW-Authenticate', challenge] as const]),
    ],
  };
}

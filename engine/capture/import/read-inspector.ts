import type { MissingPart } from '../../../shared/model/exchange.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../shared/model/json.ts';
import {
  EntryFault,
  type ForeignExchange,
  type ForeignItem,
  type ForeignReader,
  type ForeignSource,
} from './foreign.ts';
import { headersOfRecord, instanceOf, readUrl, targetOf } from './http-parts.ts';
import { JsonElements, type JsonPart } from './json-elements.ts';
import { brokenJson, LONGEST_ENTRY, parsed, tooLong } from './json-text.ts';
import { amountAt, objectAt, textAt, timeOf, valueAt } from './loose.ts';
import { StrayMessages } from './stray-messages.ts';

// What the MCP Inspector 2.x exports of its views Network and Protocol: JSON arrays of what it keeps in memory.
// https://github.com/modelcontextprotocol/inspector (core/mcp/types.ts: FetchRequestEntry, MessageEntry)

const BY = 'MCP Inspector';

/** Its view Network: what its fetch saw, credentials replaced. */
export const readInspectorNetwork: ForeignReader = (source, signal) =>
  readArray(source, signal, () => ({ read: (entry, place) => [fetched(entry, place)], end: () => [] }));

/** Its view Protocol: messages, whatever carried them. */
export const readInspectorProtocol: ForeignReader = (source, signal) =>
  readArray(source, signal, () => {
    const strays = new StrayMessages({ format: 'inspector-protocol', ...OWNER });
    return {
      read: (entry, place) => messageItems(entry, place, strays),
      end: () => itemsOf(strays.take()),
    };
  });

interface EntryReader {
  readonly read: (entry: JsonObject, place: number) => readonly ForeignItem[];
  readonly end: () => readonly ForeignItem[];
}

async function* readArray(
  source: ForeignSource,
  signal: AbortSignal,
  create: () => EntryReader,
): AsyncGenerator<ForeignItem> {
  const elements = new JsonElements({ path: [], limit: LONGEST_ENTRY });
  const reader = create();
  for await (const bytes of source.open()) {
    signal.throwIfAborted();
    for (const part of elements.push(bytes)) yield* itemsOfPart(part, reader);
    if (elements.fault) break;
  }
  if (!elements.fault) for (const part of elements.end()) yield* itemsOfPart(part, reader);
  yield* reader.end();
  if (elements.fault) yield { kind: 'broken', why: brokenJson(elements.fault) };
}

function itemsOfPart(part: JsonPart, reader: EntryReader): readonly ForeignItem[] {
  if (part.kind === 'member') return [];
  const place = part.index + 1;
  if (part.kind === 'too-long') return [tooLong(place, part.length)];
  try {
    const entry = parsed(part.bytes);
    if (!isJsonObject(entry)) throw new EntryFault('is no object');
    return reader.read(entry, place);
  } catch (error) {
    if (error instanceof EntryFault) return [{ kind: 'unreadable', place, why: error.message }];
    throw error;
  }
}

function fetched(entry: JsonObject, place: number): ForeignItem {
  const read = readUrl(textAt(entry, 'url'));
  if (read === 'other') return { kind: 'skipped' };
  const { url } = read;
  const startedAt = timeOf(textAt(entry, 'timestamp'));
  const endMs = amountAt(entry, 'duration');
  const status = amountAt(entry, 'responseStatus');
  const responseBody = textAt(entry, 'responseBody');
  const error = textAt(entry, 'error');
  const missing: MissingPart[] = [];
  if (status !== undefined && responseBody === undefined && status !== 202 && status !== 204)
    missing.push('response-body');
  if (startedAt === undefined || endMs === undefined) missing.push('timing');
  const at = startedAt ?? 0;
  const exchange: ForeignExchange = {
    startedAt: at,
    url: url.href,
    httpMethod: textAt(entry, 'method') ?? 'GET',
    target: targetOf(url),
    headers: headersOfRecord(objectAt(entry, 'requestHeaders')),
    body: Buffer.from(textAt(entry, 'requestBody') ?? ''),
    ...instanceOf(url),
    ...(status !== undefined && {
      answer: {
        head: {
          status,
          statusText: textAt(entry, 'responseStatusText') ?? '',
          httpVersion: '',
          headers: headersOfRecord(objectAt(entry, 'responseHeaders')),
        },
        parts:
          responseBody === undefined || responseBody === ''
            ? []
            : [{ bytes: Buffer.from(responseBody), atMs: endMs ?? 0 }],
      },
    }),
    end: {
      timing: endMs === undefined ? {} : { endMs },
      ...((error !== undefined || status === undefined) && {
        failure: {
          kind: 'cut' as const,
          message:
            error === undefined
              ? 'The file has no answer to this request.'
              : `The file says: ${error.slice(0, 500)}`,
          at: at + (endMs ?? 0),
        },
      }),
    },
    imported: {
      format: 'inspector-network',
      by: BY,
      place,
      notes: [
        'The headers are those that the Inspector set, in lower case; the network added others. Credentials were replaced by the Inspector.',
      ],
    },
    missing,
  };
  return { kind: 'exchange', exchange };
}

const OWNER = { url: 'inspector:', instanceId: 'import:inspector', instanceName: 'MCP Inspector' };

/** What a message becomes: an exchange with its answer, or a line beside others where the server began. */
function messageItems(entry: JsonObject, place: number, strays: StrayMessages): readonly ForeignItem[] {
  const message = valueAt(entry, 'message');
  if (!isJsonObject(message)) throw new EntryFault('has no message');
  const at = timeOf(textAt(entry, 'timestamp'));
  const startedAt = at ?? 0;
  // Answers stand with their requests.
  const isRequest = textAt(message, 'method') !== undefined;
  if (textAt(entry, 'origin') === 'server') {
    return isRequest
      ? itemsOf(strays.add(JSON.stringify(message), 'line', startedAt, place))
      : [{ kind: 'skipped' }];
  }
  if (!isRequest && textAt(entry, 'origin') === undefined) return [{ kind: 'skipped' }];
  const response = valueAt(entry, 'response');
  const endMs = amountAt(entry, 'duration');
  const isAnswered = isJsonObject(response);
  const expects = valueAt(message, 'id') !== undefined && isRequest;
  const exchange: ForeignExchange = {
    startedAt,
    ...OWNER,
    httpMethod: '',
    target: '',
    headers: [],
    body: Buffer.from(JSON.stringify(message)),
    transport: 'stdio',
    ...(isAnswered && { answer: { head: NO_HEAD, parts: [{ bytes: lineOf(response), atMs: endMs ?? 0 }] } }),
    end: {
      timing: endMs === undefined ? {} : { endMs },
      ...(expects &&
        !isAnswered && {
          failure: {
            kind: 'lost' as const,
            message: 'The file has no answer to this request.',
            at: startedAt,
          },
        }),
    },
    imported: {
      format: 'inspector-protocol',
      by: BY,
      place,
      notes: [
        'The Inspector keeps the messages of this view, and not what carried them: it is shown as over stdio.',
      ],
    },
    missing: [...(at === undefined || endMs === undefined ? (['timing'] as const) : [])],
  };
  return [{ kind: 'exchange', exchange }];
}

const NO_HEAD = { status: 0, statusText: '', httpVersion: '', headers: [] } as const;

function lineOf(message: JsonValue): Buffer {
  return Buffer.from(`${JSON.stringify(message)}\n`);
}

function itemsOf(exchange: ForeignExchange | undefined): readonly ForeignItem[] {
  return exchange ? [{ kind: 'exchange', exchange }] : [];
}

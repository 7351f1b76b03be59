import { EntryFault, type ForeignExchange, type ForeignItem, type ForeignSource } from './foreign.ts';
import { bytesOfLine, jsonLine, LINE_VERSION, type JsonLine } from '../json-line.ts';
import { LONGEST_ENTRY, parsed, tooLong } from './json-text.ts';
import { numberAt } from './loose.ts';
import { textLines } from './text-lines.ts';

/** A line holds a body as Base64 at most, and its escapes. */
const LONGEST_LINE = LONGEST_ENTRY * 2;

/** Hopscope's own JSON Lines: see JsonLine. */
export async function* readJsonLines(
  source: ForeignSource,
  signal: AbortSignal,
): AsyncGenerator<ForeignItem> {
  for await (const line of textLines(source.open(), LONGEST_LINE, signal)) {
    if ('length' in line) yield tooLong(line.number, line.length);
    else yield itemOf(line.bytes, line.number);
  }
}

function itemOf(bytes: Buffer, place: number): ForeignItem {
  try {
    return { kind: 'exchange', exchange: foreignOfLine(readJsonLine(bytes), place) };
  } catch (error) {
    if (error instanceof EntryFault) return { kind: 'unreadable', place, why: error.message };
    throw error;
  }
}

/** Throws EntryFault. */
function readJsonLine(bytes: Buffer): JsonLine {
  const value = parsed(withoutMark(bytes));
  const version = numberAt(value, 'hopscope');
  if (version === undefined) throw new EntryFault('is no line of Hopscope: it has no "hopscope" key');
  if (version > LINE_VERSION) {
    throw new EntryFault(
      `is of version ${String(version)}, and this Hopscope reads up to ${String(LINE_VERSION)}: use a newer one`,
    );
  }
  const read = jsonLine.safeParse(value);
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  throw new EntryFault(
    `is not as it should be at /${(issue?.path ?? []).map(String).join('/')}: ${issue?.message ?? ''}`,
  );
}

/** Editors put a byte order mark before the first line. */
function withoutMark(bytes: Buffer): Buffer {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

function foreignOfLine(line: JsonLine, place: number): ForeignExchange {
  const { answer, request, instance } = line;
  const { failure, remoteAddress, trustedDespite } = line;
  return {
    startedAt: Date.parse(line.at),
    url: line.url,
    httpMethod: request.method,
    target: request.target,
    headers: request.headers,
    body: request.body === undefined ? Buffer.alloc(0) : bytesOfLine(request.body),
    ...(line.transport !== undefined && { transport: line.transport }),
    instanceId: instance.id,
    instanceName: instance.name,
    ...(answer && {
      answer: {
        head: {
          status: answer.status,
          statusText: answer.statusText,
          httpVersion: answer.httpVersion,
          headers: answer.headers,
        },
        parts: (answer.body ?? []).map(([atMs, bytes], at) => {
          const output = answer.outputs?.[at];
          return { bytes: bytesOfLine(bytes), atMs, ...(output && { output }) };
        }),
      },
    }),
    end: {
      timing: line.timing,
      ...(failure && { failure }),
      ...(answer?.trailers && { trailers: answer.trailers }),
      ...(answer?.decodedFrom !== undefined && { decodedFrom: answer.decodedFrom }),
      ...(answer?.cutAtLimit !== undefined && { cutAtLimit: answer.cutAtLimit }),
      ...(remoteAddress !== undefined && { remoteAddress }),
      ...(trustedDespite !== undefined && { trustedDespite }),
    },
    imported: line.imported ?? {
      format: 'jsonl',
      place,
      requestBytes: line.bytes.request,
      // What a process wrote is counted as it is appended.
      ...(!answer?.outputs && { responseBytes: line.bytes.response }),
    },
    missing: line.missing ?? [],
    own: ownFacts(line),
  };
}

function ownFacts(line: JsonLine): NonNullable<ForeignExchange['own']> {
  const { link, channel, gateway, gatewayEnd, replayed } = line;
  return {
    number: line.number,
    origin: line.origin,
    era: line.era,
    method: line.method,
    name: line.name ?? '',
    ...(link && { link }),
    ...(channel !== undefined && { channel }),
    ...(gateway && { gateway }),
    ...(gatewayEnd && { gatewayEnd }),
    ...(replayed && { replayed }),
    tampered: line.tampered === true,
    headerFault: line.headerFault === true,
    ...(line.redacted !== undefined && { redacted: line.redacted }),
    ...(line.answer?.outputs || line.method === 'process'
      ? { framing: 'process' as const }
      : channel !== undefined && { framing: 'lines' as const }),
    findings: line.findings ?? [],
  };
}

import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

// What mcpsnoop and the MCP Inspector would have written of the same exchanges, made of Hopscope's own JSON Lines.

export type ForeignLog = 'mcpsnoop' | 'inspector-network' | 'inspector-protocol';

/** What is taken out of a line; a body that is no text is not in the file that this is for. */
interface Line {
  readonly number: number;
  readonly at: string;
  readonly url: string;
  readonly method: string;
  readonly request: { readonly headers: readonly (readonly [string, string])[]; readonly body: string };
  readonly answer?: {
    readonly status: number;
    readonly headers: readonly (readonly [string, string])[];
    readonly body: readonly (readonly [number, string])[];
  };
  readonly timing?: { readonly endMs?: number };
}

type Write = (line: Line) => readonly string[];

function answerOf({ answer }: Line): string {
  return answer?.body.map(([, text]) => text).join('') ?? '';
}

const snoop: Write = (line) => {
  const common = {
    session_id: 'a'.repeat(12),
    server_label: 'shop',
    seq: line.number,
    ts: line.at,
    transport: 'http',
    conn_id: `c${String(line.number)}`,
  };
  const asked = {
    ...common,
    direction: 'c2s',
    mcp_method: line.method,
    raw: JSON.parse(line.request.body) as unknown,
  };
  const text = answerOf(line);
  const told = {
    ...common,
    direction: 's2c',
    status: line.answer?.status,
    raw: text === '' ? undefined : (JSON.parse(text) as unknown),
  };
  return (text === '' ? [asked] : [asked, told]).map((each) => `${JSON.stringify(each)}\n`);
};

const network: Write = (line) => [
  JSON.stringify({
    id: String(line.number),
    timestamp: line.at,
    method: 'POST',
    url: line.url,
    requestHeaders: Object.fromEntries(line.request.headers),
    requestBody: line.request.body,
    ...(line.answer && {
      responseStatus: line.answer.status,
      responseHeaders: Object.fromEntries(line.answer.headers),
      responseBody: answerOf(line),
    }),
    duration: line.timing?.endMs,
    category: 'transport',
  }),
];

const protocol: Write = (line) => [
  JSON.stringify({
    id: String(line.number),
    timestamp: line.at,
    direction: 'request',
    origin: 'client',
    message: JSON.parse(line.request.body) as unknown,
    ...(answerOf(line) !== '' && { response: JSON.parse(answerOf(line)) as unknown }),
    duration: line.timing?.endMs,
  }),
];

const WRITES: Readonly<Record<ForeignLog, Write>> = {
  mcpsnoop: snoop,
  'inspector-network': network,
  'inspector-protocol': protocol,
};

/** Writes `into` of the JSON Lines in `from`. */
export async function writeForeignLog(from: string, log: ForeignLog, into: string): Promise<void> {
  const isArray = log !== 'mcpsnoop';
  async function* texts(): AsyncGenerator<string> {
    let count = 0;
    if (isArray) yield '[';
    for await (const text of createInterface({ input: createReadStream(from), crlfDelay: Infinity })) {
      for (const written of WRITES[log](JSON.parse(text) as Line)) {
        yield isArray && count > 0 ? `,\n${written}` : written;
        count += 1;
      }
    }
    if (isArray) yield ']\n';
  }
  await pipeline(Readable.from(texts()), createWriteStream(into));
}

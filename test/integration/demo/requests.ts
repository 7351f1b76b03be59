/** Plain modern and legacy requests, written by hand so that no client library hides what a server does. */

export interface Message {
  readonly id?: string | number | null;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: Record<string, unknown>;
  readonly error?: { code: number; message: string; data?: unknown };
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly messages: readonly Message[];
  /** The last message: the response. */
  readonly last: Message;
}

export interface Ask {
  readonly params?: Record<string, unknown>;
  /** Added to `_meta`. */
  readonly meta?: Record<string, unknown>;
  /** Set over what the request would have sent; `null` drops the header. */
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly signal?: AbortSignal;
}

const PREFIX = 'io.modelcontextprotocol/';

/** Sends a modern request and returns the response before its body is read. */
export function send(url: string, method: string, ask: Ask = {}): Promise<Response> {
  const params = {
    ...ask.params,
    _meta: {
      [`${PREFIX}protocolVersion`]: '2026-07-28',
      [`${PREFIX}clientInfo`]: { name: 'demo-test', version: '0' },
      [`${PREFIX}clientCapabilities`]: { elicitation: { form: {} } },
      ...ask.meta,
    },
  };
  const name = ask.params?.['name'] ?? ask.params?.['uri'];
  const headers = new Headers({
    'Content-Type': 'application/json',
    Accept: 'application/json, text/event-stream',
    'MCP-Protocol-Version': '2026-07-28',
    'Mcp-Method': method,
    ...(typeof name === 'string' && { 'Mcp-Name': name }),
  });
  for (const [key, value] of Object.entries(ask.headers ?? {})) {
    if (value === null) headers.delete(key);
    else headers.set(key, value);
  }
  return fetch(url, {
    method: 'POST',
    headers,
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
    ...(ask.signal !== undefined && { signal: ask.signal }),
  });
}

/** Sends a modern request and reads its whole answer. */
export async function ask(url: string, method: string, how: Ask = {}): Promise<Answer> {
  return read(await send(url, method, how));
}

/** Calls a tool in the modern era. */
export function call(
  url: string,
  name: string,
  args: Record<string, unknown> = {},
  how: Ask = {},
): Promise<Answer> {
  return ask(url, 'tools/call', { ...how, params: { name, arguments: args, ...how.params } });
}

/** The structured content of a tool's answer; fails the test when it is an error. */
export function structured(answer: Answer): Record<string, unknown> {
  const content = answer.last.result?.['structuredContent'];
  if (typeof content !== 'object' || content === null)
    throw new Error(`No content: ${JSON.stringify(answer.last)}`);
  return content as Record<string, unknown>;
}

/** The text of a tool's first content block. */
export function text(answer: Answer): string {
  const content = answer.last.result?.['content'] as readonly { text: string }[] | undefined;
  return content?.[0]?.text ?? '';
}

/** Sends one legacy message as it is. */
export function sendLegacy(
  url: string,
  message: Record<string, unknown>,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Accept: 'application/json, text/event-stream',
      ...headers,
    },
    body: JSON.stringify({ jsonrpc: '2.0', ...message }),
  });
}

/** Opens a legacy session and returns the headers that its requests must carry. */
export async function openSession(url: string): Promise<Record<string, string>> {
  const response = await sendLegacy(url, {
    id: 0,
    method: 'initialize',
    params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'old', version: '1' } },
  });
  await response.text();
  const headers = {
    'Mcp-Session-Id': response.headers.get('mcp-session-id') ?? '',
    'MCP-Protocol-Version': '2025-11-25',
  };
  const ready = await sendLegacy(url, { method: 'notifications/initialized' }, headers);
  await ready.text();
  return headers;
}

/** Reads a JSON or SSE answer to its end. */
export async function read(response: Response): Promise<Answer> {
  const body = await response.text();
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
  const messages: Message[] = isStream ? readEvents(body) : body === '' ? [] : [JSON.parse(body) as Message];
  return { status: response.status, headers: response.headers, messages, last: messages.at(-1) ?? {} };
}

/** Reads a stream until `enough` says so, then closes it. */
export async function readUntil(
  response: Response,
  enough: (messages: readonly Message[]) => boolean,
): Promise<readonly Message[]> {
  if (response.body === null) throw new Error('There is no stream to read.');
  const decoder = new TextDecoder();
  let body = '';
  for await (const chunk of response.body) {
    body += decoder.decode(chunk, { stream: true });
    const messages = readEvents(body.slice(0, body.lastIndexOf('\n\n') + 2));
    if (enough(messages)) return messages;
  }
  throw new Error(`The stream ended too early: ${body}`);
}

function readEvents(body: string): Message[] {
  return body
    .split('\n')
    .filter((line) => line.startsWith('data: {'))
    .map((line) => JSON.parse(line.slice(6)) as Message);
}

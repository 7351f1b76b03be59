import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import {
  createApplicationInputHandler,
  createTaskSessionFromClient,
  type ApplicationElicitResult,
  type RawClientDispatch,
  type TaskEnabledSession,
} from '@modelcontextprotocol/ext-tasks/client';

/** The client of the extension's authors, connected. */
export interface TasksClient {
  readonly session: TaskEnabledSession;
  close(): Promise<void>;
}

const REVISION = '2026-07-28';
const CLIENT_INFO = { name: 'ext-tasks-client', version: '0.2.2' };
const CAPABILITIES = { elicitation: { form: {} } };

/**
 * Connects `@modelcontextprotocol/ext-tasks` to a server of the modern era.
 *
 * @param answer what is said whenever a task asks by a form
 */
export async function connectTasksClient(
  url: string,
  answer: () => ApplicationElicitResult,
): Promise<TasksClient> {
  const client = new Client(CLIENT_INFO, {
    capabilities: CAPABILITIES,
    versionNegotiation: { mode: 'auto' },
  });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  const unexpected = (): never => {
    throw new Error('The demo asks by forms only.');
  };
  const session = createTaskSessionFromClient(client, {
    endpointId: url,
    // The SDK's client knows no result of the type task, so requests that may have one go around it.
    rawDispatch: dispatchTo(url),
    v2RequestFraming: {
      protocolVersion: REVISION,
      clientInfo: CLIENT_INFO,
      clientCapabilities: CAPABILITIES,
    },
    onInputRequest: createApplicationInputHandler({
      elicitation: answer,
      sampling: unexpected,
      roots: unexpected,
    }),
  });
  return {
    session,
    async close() {
      await session.close();
      await client.close();
    },
  };
}

/** One POST for each request, with the headers that mirror the body. */
function dispatchTo(url: string): RawClientDispatch {
  let id = 0;
  return async (request, options) => {
    id += 1;
    const { method, params } = request as { method: string; params: Record<string, string> };
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Accept: 'application/json, text/event-stream',
        'MCP-Protocol-Version': REVISION,
        'Mcp-Method': method,
        ...(method === 'tools/call' && { 'Mcp-Name': params['name'] ?? '' }),
        ...options?.context?.headers,
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: `raw-${String(id)}`, method, params }),
      ...(options?.signal !== undefined && { signal: options.signal }),
    });
    const message = (await response.json()) as Parameters<typeof outcomeOf>[0];
    return outcomeOf(message);
  };
}

type Outcome = Awaited<ReturnType<RawClientDispatch>>;

function outcomeOf(message: {
  result?: (Outcome & { kind: 'result' })['result'];
  error?: (Outcome & { kind: 'error' })['error'];
}): Outcome {
  if (message.error !== undefined) return { kind: 'error', error: message.error };
  return { kind: 'result', result: message.result ?? {} };
}

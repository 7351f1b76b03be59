import type { Portable } from '../../engine/capture/export/portable.ts';
import type { Row } from '../../shared/model/exchange.ts';

const CALL = '{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"whoami"}}';
const RESULT = '{"jsonrpc":"2.0","id":7,"result":{"content":[]}}';

/** What a test changes of a call that was answered with JSON. */
export interface PortableChange extends Partial<Omit<Portable, 'row' | 'request' | 'requestBody' | 'body'>> {
  readonly row?: Partial<Row>;
  readonly request?: Partial<Portable['request']>;
  readonly requestBody?: string | Uint8Array;
  readonly body?: string | Uint8Array;
}

/** One exchange as writers get it. */
export function portable({ row, request, requestBody, body, ...change }: PortableChange = {}): Portable {
  return {
    row: {
      number: 3,
      startedAt: 1_795_000_000_000,
      origin: 'composer',
      instanceId: 'a',
      instanceName: 'alpha',
      era: 'modern',
      method: 'tools/call',
      name: 'whoami',
      state: 'done',
      status: 200,
      resultType: 'complete',
      durationMs: 12.5,
      requestBytes: 200,
      responseBytes: 300,
      eventCount: 0,
      ...row,
    },
    request: {
      url: 'http://127.0.0.1:3000/mcp',
      httpMethod: 'POST',
      target: '/mcp',
      headers: [['Content-Type', 'application/json']],
      routing: [],
      origins: [],
      ...request,
    },
    requestBody: Buffer.from(requestBody ?? CALL),
    answer: {
      status: 200,
      statusText: 'OK',
      httpVersion: '1.1',
      headers: [['Content-Type', 'application/json']],
    },
    end: { timing: { endMs: 12.5 } },
    body: Buffer.from(body ?? RESULT),
    isCut: false,
    events: [],
    findings: [],
    ...change,
  };
}

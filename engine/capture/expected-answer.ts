/** What the answer to a request is read as: see createAnswerReader. */
export interface ExpectedAnswer {
  readonly expects: 'answer' | 'nothing';
  readonly requestId: string | number | undefined;
}

/**
 * A JSON-RPC request has an id and gets an answer with it; a notification has none and gets 202 without a body
 * (https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http). What is neither may
 * be answered with anything.
 */
export function expectedAnswer(body: Uint8Array): ExpectedAnswer {
  const message = parse(body);
  if (typeof message !== 'object' || message === null || !('method' in message)) {
    return { expects: 'answer', requestId: undefined };
  }
  if (!('id' in message)) return { expects: 'nothing', requestId: undefined };
  const { id } = message;
  return { expects: 'answer', requestId: typeof id === 'string' || typeof id === 'number' ? id : undefined };
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8'));
  } catch {
    return undefined;
  }
}

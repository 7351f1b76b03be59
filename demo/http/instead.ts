/** What a request is answered with in place of what the SDK would say. */
export type InsteadAnswer =
  | { readonly result: Readonly<Record<string, unknown>> }
  | {
      /** HTTP. */
      readonly status: number;
      readonly error: { readonly code: number; readonly message: string; readonly data?: unknown };
    };

/**
 * Lets a tool answer what the SDK's tools cannot: a task, or a JSON-RPC error.
 *
 * The SDK has no server side for tasks: it takes whatever a tool returns for the tool's result, and turns what it throws
 * into one. So the tool says here, of the request that it serves, what is to be sent, and the SDK's answer is
 * replaced after the SDK has checked the request.
 */
export interface Insteads {
  say(request: Request | undefined, answer: InsteadAnswer): void;
  /** The response that goes out. */
  apply(request: Request, response: Response): Promise<Response>;
}

export function collectInsteads(): Insteads {
  const said = new WeakMap<Request, InsteadAnswer>();
  return {
    say(request, answer) {
      if (request === undefined) throw new Error('The SDK told the tool of no request.');
      said.set(request, answer);
    },
    async apply(request, response) {
      const answer = said.get(request);
      if (answer === undefined) return response;
      const message = (await response.json()) as { id: unknown; result?: { _meta?: unknown } };
      const base = { jsonrpc: '2.0', id: message.id };
      if ('error' in answer) {
        return Response.json({ ...base, error: answer.error }, { status: answer.status });
      }
      // The server's name, which stands in the result of every request, is the SDK's to tell.
      const meta = message.result?._meta;
      const result = { ...answer.result, ...(meta !== undefined && { _meta: meta }) };
      return Response.json({ ...base, result });
    },
  };
}

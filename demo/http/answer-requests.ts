import type { RequestListener } from 'node:http';
import {
  localhostHostValidation,
  localhostOriginValidation,
  toNodeHandler,
  type NodeIncomingMessageLike,
} from '@modelcontextprotocol/node';
import { isLegacyRequest } from '@modelcontextprotocol/server';
import type { BugName } from '../bugs.ts';
import { editsFor, rewriteAnswers } from './rewrite-answers.ts';
import { trustBody } from './trust-body.ts';

export const ENDPOINT_PATH = '/mcp';

export interface Eras {
  /** Called before each request, so that it sees what other instances have done. */
  readonly prepare: () => void;
  readonly modern: (request: Request) => Promise<Response>;
  readonly legacy: (request: Request) => Promise<Response>;
}

/**
 * The HTTP side of one instance: guards, the one path, and the choice between the eras.
 *
 * Every answer carries `X-Instance`, so that a balancer in front of the fleet can be watched.
 */
export function answerRequests(
  instanceName: string,
  bugs: ReadonlySet<BugName>,
  eras: Eras,
  report: (line: string) => void,
): RequestListener {
  const edits = editsFor(bugs);
  const handle = toNodeHandler(
    {
      async fetch(original) {
        const request = bugs.has('ignores-headers') ? await trustBody(original) : original;
        eras.prepare();
        const response = (await isLegacyRequest(request))
          ? await eras.legacy(request)
          : await eras.modern(request);
        return rewriteAnswers(response, edits);
      },
    },
    {
      onerror(error) {
        report(`request failed: ${error.stack ?? error.message}`);
      },
    },
  );
  const hostIsLocal = localhostHostValidation();
  const originIsLocal = localhostOriginValidation();
  return (request, response) => {
    response.setHeader('X-Instance', instanceName);
    if (!hostIsLocal(request, response) || !originIsLocal(request, response)) return;
    if ((request.url ?? '').split('?')[0] !== ENDPOINT_PATH) {
      response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' });
      response.end(`The MCP endpoint of this instance is ${ENDPOINT_PATH}.\n`);
      return;
    }
    // The adapter's type says that an optional member may not be undefined, which Node's own type does not promise.
    handle(request as NodeIncomingMessageLike, response).catch((error: unknown) => {
      report(`request failed: ${String(error)}`);
      response.destroy();
    });
  };
}

import type { Finding } from '../../shared/model/finding.ts';
import { isTamperedLine } from '../protocol/assemble-line.ts';
import { buildLine } from '../protocol/modern/build-line.ts';
import type { Sending, SendOrder } from './channel.ts';
import { limitsOf } from './modern-http-channel.ts';
import type { Incoming } from './process-messages.ts';
import type { StdioEra, StdioEraOptions } from './stdio-era.ts';
import type { StdioFlight } from './stdio-flight.ts';

/**
 * The modern era on stdio: nothing is opened, each request carries everything. The server asks for nothing by itself, and
 * a client writes no answers.
 *
 * Source: https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/stdio
 */
export function createModernStdio({ instance, process, services, tell }: StdioEraOptions): StdioEra {
  if (process.pid !== undefined) tell({ state: 'open' });
  return {
    readsBatches: false,
    waitsForPerson: false,
    open: () => Promise.resolve({ ok: true }),
    send({ draft, origin, link, replayed, signal }: SendOrder): Sending {
      const { body, origins } = buildLine(draft, { url: instance.url, requestId: services.nextRequestId() });
      return process.send({
        body,
        origin,
        ...(link && { link }),
        ...(replayed && { replayed }),
        draft,
        origins,
        tampered: isTamperedLine(draft),
        limits: limitsOf(draft),
        signal,
      });
    },
    take(incoming: Incoming): void {
      const { message } = incoming;
      if (message.kind === 'request') incoming.finding(serverRequest(message.method));
    },
    cancel(flight: StdioFlight): void {
      const params = {
        requestId: flight.id ?? null,
        reason: 'Hopscope does not wait for the answer any more.',
      };
      const { ref } = flight;
      process.send({
        body: JSON.stringify({ jsonrpc: '2.0', method: 'notifications/cancelled', params }),
        origin: flight.row().origin,
        ...(process.ref.captureId === ref.captureId && { link: { kind: 'cancel', to: ref.number } }),
        limits: { idleTimeoutMs: 0 },
      });
    },
    lose: () => undefined,
    close: () => undefined,
  };
}

function serverRequest(method: string): Finding {
  return {
    rule: 'request.from-server',
    severity: 'error',
    side: 'server',
    message: `The server sent a request of its own, ${method}. In this era servers send none: what they need they ask for in an input_required result. It is not answered, since clients write no responses.`,
    link: 'https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/stdio#receiving-messages',
  };
}

import type { ClientSide, FaultKind, GatewayPart } from '../../../shared/model/gateway.ts';
import type { HeaderList } from '../../../shared/model/headers.ts';

/** What a gateway knows of an exchange whose client wrote these headers. */
export function throughGateway(
  headers: HeaderList,
  more: {
    readonly faults?: readonly FaultKind[];
    readonly end?: ClientSide['end'];
    readonly id?: string;
  } = {},
): GatewayPart {
  return {
    gatewayId: more.id ?? 'gate',
    gatewayName: 'Gate',
    trace: { tried: [], candidates: [], chosen: 'alpha', why: 'it is the only one' },
    faults: (more.faults ?? []).map((kind) => ({ faultId: 'f', kind, says: 'It was done.' })),
    client: {
      remoteAddress: '127.0.0.1:50000',
      request: { httpMethod: 'POST', target: '/mcp', httpVersion: '1.1', headers, bodyBytes: 1 },
      end: more.end ?? 'complete',
      endMs: 10,
    },
  };
}

/** Headers of a well-behaved client's tools/list without those that are left out, and more. */
export function clientHeaderList(left: readonly string[] = [], ...more: HeaderList): HeaderList {
  const all: HeaderList = [
    ['Content-Type', 'application/json'],
    ['Accept', 'application/json, text/event-stream'],
    ['MCP-Protocol-Version', '2026-07-28'],
    ['Mcp-Method', 'tools/list'],
  ];
  return [...all.filter(([name]) => !left.includes(name)), ...more];
}

/** A foreign client's exchange, with the headers that it wrote and that were handed on. */
export function foreign(headers: HeaderList): {
  readonly row: { readonly origin: 'gateway' };
  readonly headerList: HeaderList;
  readonly gateway: GatewayPart;
} {
  return {
    row: { origin: 'gateway' },
    headerList: [...headers, ['Via', '1.1 hopscope-abc']],
    gateway: throughGateway(headers),
  };
}

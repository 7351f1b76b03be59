import { LINE_VERSION, lineBytes, type JsonLine } from '../json-line.ts';
import { bodyParts } from './body-parts.ts';
import type { Portable } from './portable.ts';
import type { ExchangeTextWriter } from './writer.ts';

/** Hopscope's own JSON Lines: see JsonLine. */
export function createJsonLineWriter(): ExchangeTextWriter {
  let cut = 0;
  return {
    head: '',
    write(exchange) {
      if (exchange.isCut) cut += 1;
      return `${JSON.stringify(jsonLineOf(exchange))}\n`;
    },
    tail: () => '',
    notes: () =>
      cut > 0 ? [`The bodies of ${String(cut)} exchanges are longer than what is written of them.`] : [],
  };
}

/** The keys stand in the order in which they are written here. */
function jsonLineOf(exchange: Portable): JsonLine {
  const { row, request, requestBody, end, findings, failure } = exchange;
  const { gateway: gatewayEnd } = end;
  return {
    hopscope: LINE_VERSION,
    number: row.number,
    at: new Date(row.startedAt).toISOString(),
    origin: row.origin,
    instance: { id: row.instanceId, name: row.instanceName },
    era: row.era,
    ...(row.transport !== undefined && { transport: row.transport }),
    method: row.method,
    ...(row.name !== '' && { name: row.name }),
    ...(row.link && { link: row.link }),
    ...(request.channel !== undefined && { channel: request.channel }),
    ...(row.tampered && { tampered: true }),
    ...(row.headerFault && { headerFault: true }),
    ...(row.redacted !== undefined && { redacted: row.redacted }),
    url: request.url,
    request: {
      method: request.httpMethod,
      target: request.target,
      headers: request.headers,
      ...(requestBody.length > 0 && { body: lineBytes(requestBody) }),
    },
    ...answerOf(exchange),
    timing: end.timing,
    ...(failure && { failure }),
    ...(end.remoteAddress !== undefined && { remoteAddress: end.remoteAddress }),
    ...(end.trustedDespite !== undefined && { trustedDespite: end.trustedDespite }),
    bytes: { request: row.requestBytes, response: row.responseBytes },
    ...(request.gateway && { gateway: request.gateway }),
    ...(gatewayEnd && { gatewayEnd }),
    ...(request.replayed && { replayed: request.replayed }),
    ...(findings.length > 0 && { findings }),
    ...(row.missing && { missing: row.missing }),
    ...(request.imported && { imported: request.imported }),
  };
}

function answerOf(exchange: Portable): Pick<JsonLine, 'answer'> {
  const { answer, end, isCut } = exchange;
  const parts = bodyParts(exchange);
  const outputs = parts.flatMap(({ output }) => output ?? []);
  // What came on another exchange's stream has no head of its own.
  const head =
    answer ?? (parts.length > 0 ? { status: 0, statusText: '', httpVersion: '', headers: [] } : undefined);
  if (!head) return {};
  return {
    answer: {
      status: head.status,
      statusText: head.statusText,
      httpVersion: head.httpVersion,
      headers: head.headers,
      ...(parts.length > 0 && { body: parts.map(({ atMs, bytes }) => [atMs, lineBytes(bytes)] as const) }),
      ...(outputs.length > 0 && { outputs }),
      ...(end.trailers && { trailers: end.trailers }),
      ...(end.decodedFrom !== undefined && { decodedFrom: end.decodedFrom }),
      ...((end.cutAtLimit === true || isCut) && { cutAtLimit: true }),
    },
  };
}

import type { ExchangeStart, Recording } from '../../engine/capture/recorder.ts';
import { requestHeadBytes, responseHeadBytes, sampleEnd } from './capture-samples.ts';
import { recorded, type ExchangeParts } from './lint/exchange.ts';

/** Tells the recorder all of an exchange, as a plain connection would: at its own time, or else at `startedAt` (epoch ms). */
export function recordParts(recording: Recording, parts: ExchangeParts, startedAt: number): void {
  const exchange = recorded(parts);
  const { row, url, httpMethod, target, headers, routing, requestBody, answer, body } = exchange;
  const start: ExchangeStart = {
    ...{ origin: row.origin, instanceId: row.instanceId, instanceName: row.instanceName, era: row.era },
    startedAt: parts.row?.startedAt ?? startedAt,
    ...{ url, httpMethod, target, headers, body: requestBody, routing, origins: [] },
    method: row.method === '' ? `${httpMethod} ${target}` : row.method,
    name: row.name,
    ...(row.transport && { transport: row.transport }),
    tampered: row.tampered === true,
    headerFault: routing.some(({ verdict }) => verdict !== 'match' && verdict !== 'not-needed'),
  };
  const recorder = recording.begin(start);
  recorder.requestBytes(requestHeadBytes(start), 0.5);
  recorder.requestBytes(requestBody, 0.6);
  if (answer) {
    recorder.responseBytes(Buffer.concat([responseHeadBytes(answer.status, answer.headers), body]), 1.2);
    recorder.responseHead({ ...answer, statusText: 'OK', httpVersion: '1.1' }, 1.2);
    recorder.bodyBytes(body, 1.3);
  }
  recorder.end({
    ...sampleEnd(parts.row?.durationMs ?? 8.4),
    ...(exchange.failure && { failure: exchange.failure }),
  });
}

import type { Portable } from '../../engine/capture/export/portable.ts';
import type { ForeignExchange } from '../../engine/capture/import/foreign.ts';
import { portable } from './portable-samples.ts';

/** What a writer gets of an exchange that was read, without the capture between. */
export function portableOfForeign(exchange: ForeignExchange): Portable {
  const { answer: _sample, ...made } = portable();
  const { startedAt, url, httpMethod, target, headers, body, answer, end, missing, imported } = exchange;
  const { log } = exchange.log?.take() ?? {};
  return {
    ...made,
    row: { ...made.row, startedAt, ...(missing.length > 0 && { missing }) },
    request: {
      ...{ url, httpMethod, target, headers, routing: [], origins: [] },
      imported: { ...imported, rest: { ...imported.rest, ...(log && { log }) } },
    },
    requestBody: body,
    ...(answer && { answer: answer.head }),
    end,
    body: Buffer.concat(answer?.parts.map(({ bytes }) => bytes) ?? []),
    ...(end.failure && { failure: end.failure }),
  };
}

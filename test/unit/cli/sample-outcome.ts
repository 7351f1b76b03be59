import type { Outcome } from '../../../cli/outcome.ts';
import type { JsonObject } from '../../../shared/model/draft.ts';
import type { ExchangeLink, FailureKind } from '../../../shared/model/exchange.ts';
import type { Era } from '../../../shared/model/instance.ts';

/** An ended exchange of one's choice; HTTP 200 where neither a status nor a failure is given. */
export function outcome(wanted: {
  readonly method?: string;
  readonly name?: string;
  readonly instance?: string;
  readonly status?: number;
  readonly failure?: FailureKind;
  readonly received?: number;
  readonly answer?: JsonObject;
  readonly before?: readonly JsonObject[];
  readonly number?: number;
  readonly era?: Era;
  readonly link?: ExchangeLink;
}): Outcome {
  const status = wanted.status ?? (wanted.failure ? undefined : 200);
  const text = wanted.answer === undefined ? '' : JSON.stringify(wanted.answer);
  const result = wanted.answer?.['result'] as JsonObject | undefined;
  const type = result?.['resultType'];
  return {
    detail: {
      ref: { captureId: 'c', number: wanted.number ?? 4 },
      url: 'http://h.test/mcp',
      row: {
        number: wanted.number ?? 4,
        startedAt: 1,
        origin: 'cli',
        instanceId: 'a',
        instanceName: wanted.instance ?? 'alpha',
        era: wanted.era ?? 'modern',
        method: wanted.method ?? 'tools/call',
        name: wanted.name ?? 'whoami',
        state: wanted.failure ? 'failed' : 'done',
        ...(typeof type === 'string' && { resultType: type }),
        ...(wanted.link && { link: wanted.link }),
        requestBytes: 1,
        responseBytes: wanted.received ?? 0,
        eventCount: 1,
      },
      request: {
        httpMethod: 'POST',
        target: '/mcp',
        headers: [['Host', 'h.test']],
        body: { bytes: 2, text: '{}', truncated: false },
      },
      ...(status !== undefined && {
        response: {
          status,
          statusText: 'OK',
          httpVersion: '1.1',
          headers: [['Content-Type', 'application/json'] as const],
          body: { bytes: text.length, text, truncated: false },
        },
      }),
      timing: { endMs: 8.44 },
      ...(wanted.failure && {
        failure: { kind: wanted.failure, message: `It was ${wanted.failure}.`, at: 2 },
      }),
      routing: [],
      origins: [],
    },
    messages: [...(wanted.before ?? []), ...(wanted.answer ? [wanted.answer] : [])],
    ...(wanted.answer && { answer: wanted.answer }),
  };
}

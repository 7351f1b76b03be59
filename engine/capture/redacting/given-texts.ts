import type { Finding } from '../../../shared/model/finding.ts';
import type { ExchangeStart } from '../recorder.ts';

// What of an exchange goes to the thread that redacts, and what becomes of it when that comes back.

/** What it is, without what may be large. */
export function bare(start: ExchangeStart): ExchangeStart {
  const { draft: _draft, ...rest } = start;
  return { ...rest, headers: [], body: new Uint8Array(), missing: ['request-body'] };
}

/** JSON of what of a request stands beside its body. */
export function textOf(start: ExchangeStart): string {
  const { url, httpMethod, target, headers, routing, origins, draft, gateway, replayed, imported } = start;
  return JSON.stringify({
    url,
    httpMethod,
    target,
    headers,
    routing,
    origins,
    draft,
    gateway,
    replayed,
    imported,
  });
}

/** What says nothing of what was sent. */
export function withoutTexts(start: ExchangeStart): ExchangeStart {
  const { origin, instanceId, era, startedAt, transport, framing, tampered, headerFault } = start;
  return {
    ...{ origin, instanceId, era, startedAt, tampered, headerFault },
    ...{ instanceName: '', url: '', httpMethod: '', target: '', method: '', name: '' },
    ...{ headers: [], routing: [], origins: [], body: new Uint8Array() },
    ...(transport && { transport }),
    ...(framing && { framing }),
  };
}

/** What came back; an empty text is the one that was given. */
export function newOf<T>(json: string, given: T): T {
  return json === '' ? given : (JSON.parse(json) as T);
}

/** With the message and pointer that came back. */
export function findingOf(finding: Finding, json: string): Finding {
  if (json === '') return finding;
  const [message, pointer] = JSON.parse(json) as readonly [string, string | null];
  return { ...finding, message, ...(pointer !== null && { pointer }) };
}

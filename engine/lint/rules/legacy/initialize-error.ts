import { jsonOf } from '../../../../shared/model/json.ts';
import { MODERN_REVISION } from '../../../../shared/spec/modern.ts';
import { listedRevisions, showsModern } from '../../headers/modern-server.ts';
import { brief, page, rule } from '../../rule.ts';

/** Turned away before it was read, or by something in front of the server. */
const ELSEWHERE: ReadonlySet<number> = new Set([401, 403, 407, 429, 502, 503, 504]);
const REVISION = /\b20\d\d-\d\d-\d\d\b/g;

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/versioning#backward-compatibility-with-initialization-based-versions */
export const initializeError = rule({
  id: 'legacy.initialize-error',
  title: 'Refusal of initialize names no version',
  checks: 'A modern server’s error to initialize does not name the revisions it supports.',
  spares: 'Servers of both eras, which answer it.',
  severity: 'warning',
  side: 'server',
  era: 'any',
  link: page('basic/versioning#backward-compatibility-with-initialization-based-versions'),
  fix: 'Name the supported revisions in the error: it may be all that a legacy client can show its user.',
  check(exchange, report, known) {
    const { method, answer, request, response, instanceId } = exchange;
    const error = answer?.error;
    if (method !== 'initialize' || !error || ELSEWHERE.has(response?.status ?? 0)) return;
    if (!showsModern(exchange, known)) return;
    // Who serves legacy clients as well refused this one for another reason.
    if (listedRevisions(instanceId, known)?.some((revision) => revision < MODERN_REVISION)) return;
    const asked = request.message?.params['protocolVersion'];
    const named = jsonOf(error).match(REVISION) ?? [];
    if (named.some((revision) => revision !== asked)) return;
    report({
      message:
        'The server refused initialize without naming the revisions that it supports, so a legacy client cannot tell its user why.',
      place: `${answer.place}:/error`,
      expected: 'the supported revisions, in the message or in data.supported',
      found: brief(error['message']),
    });
  },
});

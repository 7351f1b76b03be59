import {
  ADVICE,
  INSIDE,
  MEANING,
  client,
  invisible,
  other,
  both,
  page,
  section,
  sentence,
  server,
} from './requirement.ts';

const CACHE = invisible(
  'What a cache holds or serves sends no message; a request that comes proves nothing.',
);

/** https://modelcontextprotocol.io/specification/2026-07-28/server/utilities/caching */
export const caching = page(
  'server/utilities/caching',
  'cache',
  section(
    'cacheable-results',
    server.must('hints', 'Caching hints on complete results of six methods', 'cache.hints-missing'),
  ),
  section(
    'cache-key',
    client.mustNot('key', 'Serve a cached answer only for the same method and parameters', CACHE),
    client.mustNot('rounds', 'Do not cache results of retries', CACHE),
  ),
  section(
    'time-to-live-ttl-field',
    client.should('zero', 'ttlMs 0 means stale at once', CACHE),
    client.should('positive', 'A result is fresh for ttlMs milliseconds', CACHE),
    client.should('absent', 'Absent ttlMs means 0', CACHE),
    client.should('negative', 'Negative ttlMs means 0', CACHE),
    server.must('not-negative', 'ttlMs is 0 or more', 'cache.ttl-negative'),
  ),
  section(
    'freshness-calculation',
    client.should('stale', 'Fetch anew what is stale', CACHE),
    client.shouldNot('polling', 'The TTL is no polling interval', CACHE),
    client.must('jitter', 'Poll with jitter and backoff only', CACHE),
  ),
  section('cache-scope-field', other.mustNot('shared', 'No cache is shared between authorizations', CACHE)),
  section(
    'interaction-with-pagination',
    client.should('page', 'Fetch an expired page by its cursor', CACHE),
    client.should('snapshot', 'For a snapshot, begin anew', CACHE),
    client.should('bad-cursor', 'After a bad cursor, begin anew', CACHE),
    server.must('one-scope', 'One cacheScope for all pages', 'cache.scope-differs'),
    server.must('one-scope-private', 'After a private page, all pages are private', 'cache.scope-differs'),
  ),
  section(
    'security-considerations',
    server.must('public-aware', 'Know that public answers are shared', INSIDE),
    sentence(
      server.must('access-control', 'Control access to each primitive', INSIDE),
      server.mustNot('scope-alone', 'Do not rely on cacheScope for access control', INSIDE),
    ),
  ),
);

/** https://modelcontextprotocol.io/specification/2026-07-28/server/utilities/completion */
export const completion = page(
  'server/utilities/completion',
  'completion',
  section('', client.must('meta', 'Required _meta on every request', 'meta.required-missing')),
  section('capabilities', server.must('declared', 'Declare completions', 'capability.not-declared')),
  section(
    'error-handling',
    server.should('errors', 'Standard errors for common failures', [
      'error.code-not-standard',
      'error.no-json-rpc-body',
    ]),
  ),
  section(
    'implementation-considerations',
    server.should('server-care', 'Rank, match, limit, validate', INSIDE),
    client.should('client-care', 'Debounce, cache, cope with gaps', INSIDE),
  ),
  section('security', both.must('secure', 'Validate, limit, control access', INSIDE)),
);

/** https://modelcontextprotocol.io/specification/2026-07-28/server/utilities/logging */
export const logging = page(
  'server/utilities/logging',
  'log',
  section(
    '',
    sentence(
      both.shouldNot('adopt', 'Do not adopt logging', ADVICE),
      both.should('migrate', 'Move from logging to stderr or OpenTelemetry', ADVICE),
    ),
  ),
  section('capabilities', server.must('declared', 'Declare logging', 'capability.not-declared')),
  section(
    'per-request-log-level',
    server.mustNot('not-asked', 'No log message without logLevel', 'log.not-asked'),
    server.mustNot(
      'own-stream',
      'Log messages only on the stream of their request',
      'stream.notification-wrong-stream',
    ),
  ),
  section(
    'error-handling',
    server.should('bad-level', 'Refuse unknown levels', ['log.level-accepted', 'error.code-not-standard']),
  ),
  section(
    'implementation-considerations',
    server.should('care', 'Limit, give context, leave secrets out', INSIDE),
  ),
  section(
    'security',
    server.mustNot('secrets', 'No secrets, personal or internal details', MEANING),
    both.should('secure', 'Limit, validate, control, monitor', INSIDE),
  ),
);

/** https://modelcontextprotocol.io/specification/2026-07-28/server/utilities/pagination */
export const pagination = page(
  'server/utilities/pagination',
  'pagination',
  section('', client.must('meta', 'Required _meta on every request', 'meta.required-missing')),
  section('pagination-model', client.mustNot('page-size', 'Assume no page size', INSIDE)),
  section(
    'implementation-guidelines',
    server.should('cursors', 'Stable cursors, and grace with invalid ones', 'page.cursor-refused'),
    client.should('end', 'Without nextCursor a list ends; cope with both kinds', INSIDE),
    client.must('opaque', 'Cursors are opaque', 'page.cursor-invented'),
    client.mustNot(
      'empty',
      'An empty cursor is not the end',
      invisible('A client that stops may have seen enough.'),
    ),
  ),
  section('error-handling', server.should('invalid', 'Invalid cursors: -32602', 'page.invalid-cursor-code')),
);

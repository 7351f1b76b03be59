import {
  ABILITY,
  AUTHORIZATION,
  INSIDE,
  PAPER,
  REPLAY,
  both,
  client,
  invisible,
  page,
  section,
  sentence,
  server,
} from './requirement.ts';

const FETCH = invisible('The fetch would go to another host, past the recording.');

/** https://modelcontextprotocol.io/specification/2026-07-28/basic */
export const basic = page(
  'basic/index',
  'base',
  section('', both.must('core-support', 'Support base protocol, versioning and patterns', ABILITY)),
  section(
    'messages',
    both.must('json-rpc', 'Messages are JSON-RPC 2.0', ['message.not-json-rpc', 'message.schema']),
  ),
  section(
    'requests',
    client.must('request-id-type', 'Request ids are text or integers', 'request.id-type'),
    client.mustNot('request-id-null', 'No null as id', 'request.id-type'),
    client.mustNot('request-id-in-use', 'No id of a request still on its way', 'request.id-reused'),
  ),
  section(
    'result-responses',
    server.must('result-id', 'A result has the id of its request', 'response.id-mismatch'),
    server.must('result-field', 'A result response has a result', 'response.result-or-error'),
    server.must('result-type', 'Each result has a resultType', 'result.result-type-missing'),
    both.must(
      'result-type-set',
      'Core values plus those of extensions in force',
      'result.result-type-unknown',
    ),
    client.must('result-type-unknown', 'An unknown resultType is invalid', 'result.result-type-unknown'),
    client.must('result-type-absent', 'An absent resultType of an old server means complete', ABILITY),
  ),
  section(
    'error-responses',
    server.must('error-id', 'An error has the id of its request, if readable', 'response.id-mismatch'),
    server.must('error-field', 'An error response has code and message', 'error.shape'),
    server.must('error-code-integer', 'Error codes are integers', 'error.shape'),
  ),
  section(
    'error-codes',
    sentence(
      both.mustNot(
        'error-code-old-range-new',
        'No new codes from -32000 to -32019',
        invisible('A code does not show its age.'),
      ),
      both.shouldNot('error-code-old-range-use', 'Do not use that range at all', 'error.code-legacy-range'),
    ),
    both.mustNot('error-code-old-range-meaning', 'Assume nothing about codes of that range', INSIDE),
    sentence(
      both.mustNot(
        'error-code-undefined',
        'No undefined codes from -32020 to -32099',
        'error.code-undefined',
      ),
      both.must('error-code-meaning', 'Defined codes keep their meaning', 'error.code-misused'),
    ),
    both.mustNot('error-code-retired', 'No -32002 and no -32042 any more', 'error.code-retired'),
    client.should('error-code-retired-accepted', 'Still accept -32002 from old servers', ABILITY),
    both.should('error-code-own', 'Own codes outside JSON-RPC’s range', 'error.code-reserved-by-json-rpc'),
  ),
  section(
    'notifications',
    both.mustNot('notification-answered', 'Notifications are not answered', [
      'notification.answered',
      'response.from-client',
    ]),
    both.mustNot('notification-id', 'Notifications have no id', 'notification.has-id'),
  ),
  section(
    'statelessness',
    server.mustNot('stateless-context', 'No context from earlier requests on the connection', REPLAY),
    server.should('stateless-mixed', 'Cope with requests of several conversations', ABILITY),
    server.shouldNot('stateless-connection', 'Do not demand the same connection or process', REPLAY),
    client.shouldNot('stateless-process', 'A conversation does not bound the life of a process', INSIDE),
    both.must('stateless-handle', 'Lasting state is named by an explicit identifier', REPLAY),
  ),
  section(
    'auth',
    sentence(
      both.should('auth-http', 'HTTP follows the authorization pages', AUTHORIZATION),
      both.shouldNot('auth-stdio', 'On stdio, read credentials from the environment instead', AUTHORIZATION),
    ),
  ),
  section(
    'schema-dialect',
    sentence(
      both.must('dialect-default', 'Support JSON Schema 2020-12', ABILITY),
      both.should('dialect-documented', 'Document further dialects', PAPER),
    ),
    server.should('dialect-recommended', 'Prefer JSON Schema 2020-12', 'tool.schema-dialect'),
  ),
  section(
    'implementation-requirements',
    both.must('dialect-implicit', '2020-12 where no $schema is given', ABILITY),
    both.must('dialect-obeyed', 'Validate by the declared or default dialect', INSIDE),
    both.must('dialect-unsupported', 'A proper error for unknown dialects', ABILITY),
    both.should('dialects-documented', 'Document the supported dialects', PAPER),
  ),
  section(
    'schema-validation',
    server.must('schema-valid', 'Schemas are valid in their dialect', 'tool.schema-invalid'),
  ),
  section(
    '%24ref-resolution',
    both.mustNot('ref-network', 'Never follow network $refs by itself', FETCH),
    sentence(
      both.must('ref-opt-in', 'Fetching $refs is off by default', FETCH),
      both.should('ref-limits', 'Fetching has an allowlist or limits', FETCH),
    ),
    both.should('ref-unresolved', 'Reject schemas with unresolved $refs', INSIDE),
  ),
  section(
    'composition-keyword-resource-use',
    both.should('schema-bounds', 'Bound the cost of validation', INSIDE),
  ),
  section(
    '_meta',
    both.mustNot('meta-assumptions', 'Assume nothing about reserved keys', INSIDE),
    both.must('meta-prefix', 'A prefix is labels with dots and a slash', 'meta.key-name'),
    both.must('meta-label', 'Labels begin with a letter, end with letter or digit', 'meta.key-name'),
    both.should('meta-reverse-dns', 'Prefixes in reverse DNS order', 'meta.key-reverse-dns'),
    both.must('meta-name', 'Names begin and end alphanumerically', 'meta.key-name'),
    client.must('meta-required', 'Required _meta on every request', 'meta.required-missing'),
    server.must('meta-refused', 'Without it, refuse with -32602', 'meta.missing-accepted'),
    server.must('meta-refused-status', 'Refuse incomplete _meta with HTTP 400', [
      'error.status',
      'meta.missing-accepted',
    ]),
    client.should('client-info', 'clientInfo on every request', 'meta.client-info-missing'),
    server.mustNot(
      'capability-undeclared',
      'Rely on declared capabilities only',
      'input.undeclared-capability',
    ),
    server.must('capability-missing', 'Name missing capabilities in -32021', 'error.required-capabilities'),
    server.must(
      'capability-missing-status',
      'MissingRequiredClientCapability comes with HTTP 400',
      'error.status',
    ),
    server.should('server-info', 'serverInfo in every result', 'meta.server-info-missing'),
    sentence(
      both.shouldNot('info-behaviour', 'Do not act upon the other’s info', INSIDE),
      both.shouldNot('info-security', 'Do not decide on security by the other’s info', INSIDE),
    ),
    server.must(
      'subscription-id',
      'Subscription id on a subscription’s notifications',
      'meta.subscription-id-missing',
    ),
    both.must('trace-context', 'Trace context in W3C format', 'meta.trace-context'),
  ),
  section(
    'icons',
    client.must('icon-types', 'Render PNG and JPEG icons', ABILITY),
    client.should('icon-more-types', 'Render SVG and WebP icons', ABILITY),
    client.must('icon-precautions', 'Handle icons with care', INSIDE),
    client.must('icon-schemes', 'Reject icons with unsafe schemes or redirects', INSIDE),
  ),
);

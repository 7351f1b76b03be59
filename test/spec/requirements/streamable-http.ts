import {
  ABILITY,
  ADVICE,
  INSIDE,
  MENTION,
  both,
  client,
  invisible,
  other,
  page,
  section,
  sentence,
  server,
} from './requirement.ts';

const CLOSED = invisible('The stream is closed by then; nothing can be seen through it.');
const BETWEEN = invisible('Binds intermediaries; of another one only what it lets through is seen.');

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http */
export const streamableHttp = page(
  'basic/transports/streamable-http',
  'http',
  section('', server.must('endpoint', 'One endpoint that takes POST', 'http.no-post')),
  section(
    'security-%26-endpoint',
    server.must('origin-checked', 'Check the Origin header', 'http.origin-accepted'),
    server.must('origin-403', 'Refuse a wrong Origin with 403', 'http.origin-accepted'),
    server.should(
      'loopback',
      'A local server binds to loopback',
      invisible('Shown by the sockets of the machine, not by messages.'),
    ),
    server.should(
      'authentication',
      'Authenticate all connections',
      invisible('What is proper depends on where the server stands.'),
    ),
  ),
  section(
    'sending-messages',
    client.must('own-post', 'Each message is a POST of its own', ['http.not-post', 'message.batch']),
    client.must('post', 'Messages travel by POST', 'http.not-post'),
    client.must('accept', 'Accept names JSON and SSE', 'header.accept-incomplete'),
    client.must('metadata-headers', 'The metadata headers on each POST', [
      'header.version-missing',
      'header.method-missing',
      'header.name-missing',
    ]),
    client.must('one-message', 'The body is one request or notification', [
      'message.batch',
      'message.not-json-rpc',
    ]),
    client.mustNot('client-response', 'Clients send no responses', 'response.from-client'),
    server.must('notification-202', 'An accepted notification gets 202, no body', 'http.notification-status'),
    server.must(
      'notification-refused',
      'A refused notification gets an error status',
      'http.notification-status',
    ),
    server.must('content-type', 'A request gets JSON or SSE', 'http.content-type'),
    client.must('both-types', 'Clients understand both JSON and SSE answers', ABILITY),
  ),
  section(
    'receiving-messages',
    server.must(
      'related',
      'A request’s stream carries only its own notifications',
      'stream.notification-wrong-stream',
    ),
    server.mustNot('server-request', 'No requests on a stream', 'request.from-server'),
    server.should('ends', 'The answer ends the stream', 'stream.open-after-response'),
    server.should('no-buffering', 'X-Accel-Buffering: no on streams', 'header.accel-buffering-missing'),
  ),
  section(
    'cancellation',
    server.must('disconnect', 'A closed stream cancels its request', INSIDE),
    sentence(
      server.should('cancel-stops', 'Stop work on a cancelled request soon', INSIDE),
      server.mustNot('cancel-silent', 'Send nothing more for a cancelled request', CLOSED),
    ),
  ),
  section(
    'protocol-version-header',
    client.must('version-header', 'MCP-Protocol-Version on every POST', 'header.version-missing'),
    client.must(
      'version-matches',
      'MCP-Protocol-Version equals the version in _meta',
      'header.version-mismatch',
    ),
    server.must('version-mismatch', 'Refuse a mismatch with 400, HeaderMismatch', [
      'header.mismatch-accepted',
      'header.mismatch-wrong-error',
    ]),
    server.must('version-unsupported', 'Unknown revisions: 400 and the supported ones', [
      'version.unsupported-accepted',
      'error.status',
    ]),
    server.must('method-unknown', 'Unknown methods: 404 and -32601', 'method.unknown-status'),
    server.must(
      'version-absent',
      'Refuse requests without version header, unless old clients are served',
      'header.missing-accepted',
    ),
  ),
  section(
    'standard-request-headers',
    client.must('standard-headers', 'Mcp-Method and Mcp-Name are required', [
      'header.method-missing',
      'header.method-mismatch',
      'header.name-missing',
      'header.name-mismatch',
    ]),
    client.must('name-encoded', 'Encode a name that is no plain ASCII', 'header.value-not-encoded'),
  ),
  section(
    'custom-headers-from-tool-parameters',
    client.must('param-support', 'Clients support x-mcp-header', ABILITY),
    client.must('param-mirrored', 'Mirror annotated parameters', 'header.param-missing'),
  ),
  section(
    'schema-extension',
    server.mustNot('annotation-empty', 'x-mcp-header is not empty', 'tool.param-header-invalid'),
    server.must('annotation-token', 'x-mcp-header is a token of HTTP', 'tool.param-header-invalid'),
    server.mustNot(
      'annotation-control',
      'x-mcp-header has no control characters',
      'tool.param-header-invalid',
    ),
    server.must('annotation-unique', 'x-mcp-header is unique whatever the case', 'tool.param-header-invalid'),
    server.must(
      'annotation-primitive',
      'x-mcp-header on integer, text and boolean only',
      'tool.param-header-invalid',
    ),
    client.must('integer-safe', 'Integers in headers stay within the safe range', 'header.integer-unsafe'),
    server.must(
      'annotation-reachable',
      'x-mcp-header is reached through properties only',
      'tool.param-header-invalid',
    ),
    server.mustNot(
      'annotation-chain',
      'x-mcp-header not below arrays, compositions, conditions or $ref',
      'tool.param-header-invalid',
    ),
    client.must('tool-rejected', 'Reject tools with an invalid x-mcp-header', 'client.calls-invalid-tool'),
    client.must('tool-excluded', 'Leave such tools out of the list', 'client.calls-invalid-tool'),
    client.should('tool-warned', 'Log why a tool was rejected', INSIDE),
  ),
  section(
    'value-encoding',
    client.must('param-encoded', 'Encode parameter values for headers', 'header.value-not-encoded'),
    client.must('base64', 'Base64 for what is no plain ASCII', 'header.value-not-encoded'),
    server.should('names-safe-mention', 'Names are merely advised to be safe', MENTION),
    client.must('markers', 'The Base64 markers exactly as given', 'header.sentinel-malformed'),
    both.must('decoded', 'Decode encoded headers to look at them', 'header.encoded-refused'),
    server.must('decoded-first', 'Decode headers before comparing', 'header.encoded-refused'),
    client.must('sentinel-escaped', 'Encode a value that looks encoded', 'header.value-not-encoded'),
  ),
  section(
    'client-behavior',
    client.must('call-steps', 'Derive, encode and append the headers of a call', [
      'header.param-missing',
      'header.param-mismatch',
      'header.method-missing',
      'header.name-missing',
    ]),
    client.should(
      'refresh',
      'After HeaderMismatch, a fresh list, then retry',
      'header.retry-without-refresh',
    ),
  ),
  section(
    'server-behavior-for-custom-headers',
    other.must('param-forwarded', 'Forward unknown Mcp-Param headers', BETWEEN),
    server.must(
      'param-invalid',
      'Refuse Mcp-Param headers with invalid characters',
      'header.mismatch-accepted',
    ),
    server.must('param-validated', 'Check Mcp-Param headers against the body', 'header.mismatch-accepted'),
    server.must('param-refused', 'Refuse a wrong Mcp-Param with 400 and -32020', [
      'header.mismatch-accepted',
      'header.mismatch-wrong-error',
    ]),
    client.must(
      'table-included',
      'Parameter has a value: client includes its header',
      'header.param-missing',
    ),
    server.must(
      'table-validated',
      'Parameter has a value: server checks its header',
      'header.mismatch-accepted',
    ),
    client.must('table-null', 'Parameter is null: client omits its header', 'header.param-unexpected'),
    server.mustNot(
      'table-null-expected',
      'Parameter is null: server expects no header',
      'header.param-expected',
    ),
    client.must('table-absent', 'Parameter is absent: client omits its header', 'header.param-unexpected'),
    server.mustNot(
      'table-absent-expected',
      'Parameter is absent: server expects no header',
      'header.param-expected',
    ),
    server.must('table-omitted', 'Value in the body, no header: server refuses', 'header.missing-accepted'),
  ),
  section('case-sensitivity', both.must('name-case', 'Header names in any case', 'header.case-refused')),
  section(
    'server-validation',
    server.must('mismatch', 'Refuse headers that contradict the body or are missing', [
      'header.mismatch-accepted',
      'header.missing-accepted',
    ]),
    server.should('integers', 'Compare integers in headers as numbers', 'header.integer-compared-as-text'),
    sentence(
      server.must('mismatch-status', 'Refuse wrong headers with 400', [
        'header.mismatch-wrong-error',
        'error.status',
      ]),
      server.must(
        'mismatch-error',
        'Refuse wrong headers with a JSON-RPC error -32020',
        'header.mismatch-wrong-error',
      ),
    ),
    server.must('mismatch-decoded', 'Decode before comparing header and body', 'header.encoded-refused'),
    other.must('between-status', 'An intermediary refuses with an error status', BETWEEN),
    other.should('between-version', 'An intermediary checks that the revision demands validation', BETWEEN),
    other.should('between-old', 'An intermediary refuses old or missing versions', BETWEEN),
  ),
  section(
    'backward-compatibility',
    client.should(
      'fallback',
      'Read the body of a 400 before falling back',
      'legacy.fallback-on-modern-error',
    ),
  ),
  section(
    'earlier-streamable-http-revisions',
    server.should('old-traffic', '405 for GET and DELETE; ignore session and event ids', [
      'legacy.get-delete-status',
      'legacy.session-id',
    ]),
  ),
  section(
    'http%2Bsse-transport-2024-11-05',
    sentence(
      both.shouldNot('sse-adopt', 'Do not adopt HTTP+SSE', ADVICE),
      both.should('sse-migrate', 'Move from HTTP+SSE to Streamable HTTP', ADVICE),
    ),
  ),
);

import { error, warning } from './rule.ts';

/** JSON-RPC, results, errors, `_meta`, versions and capabilities. */
export const messageRules = {
  'message.not-json-rpc': error('sender', 'message')(
    'Not a JSON-RPC message',
    'A body, SSE event or line is no JSON-RPC 2.0 request, notification or response.',
    'Pages and bodies of proxies and of 401, 403 and 5xx answers; SSE comments; legacy batches.',
  ),
  'message.not-utf8': error('sender', 'message')(
    'Not UTF-8',
    'The bytes of a message are not valid UTF-8.',
    'Bytes that a gateway fault cut; what a person tampered with is not the server’s.',
  ),
  'message.batch': error('client', 'message')(
    'Several messages in one body',
    'The body of a POST is an array.',
    'Revisions up to 2025-03-26, where batches were allowed.',
  ),
  'message.schema': error('sender', 'message')(
    'Does not fit the schema',
    'A request, result, error or notification is held against the published schema of its method.',
    'Unknown methods, unknown fields, what an extension adds, and other revisions’ schemas.',
  ),
  'request.id-type': error('client', 'message')(
    'Id of the wrong type',
    'The id of a request is null, a fraction, or anything but text or an integer.',
    'Notifications, which have none.',
  ),
  'request.id-reused': error('client', 'session')(
    'Id still in use',
    'A request has the id of another one of the same client that is not answered yet.',
    'Different clients behind one gateway, and answers that were lost with their connection.',
  ),
  'request.from-server': error('server', 'message')(
    'Server sent a request',
    'A server wrote a JSON-RPC request on any stream instead of asking in a result.',
    'Legacy sessions, where this was how it was done.',
  ),
  'response.from-client': error('client', 'message')(
    'Client sent a response',
    'A client posted or wrote a JSON-RPC response.',
    'Legacy sessions.',
  ),
  'response.id-mismatch': error('server', 'exchange')(
    'Answer has another id',
    'The id of a result or error is not exactly that of its request, type included.',
    'Errors without an id where the request could not be read.',
  ),
  'response.result-or-error': error('server', 'message')(
    'Neither result nor error',
    'An answer has no result and no error, or both.',
    'Nothing: JSON-RPC leaves no room here.',
  ),
  'notification.has-id': error('sender', 'message')(
    'Notification with an id',
    'A message whose method begins with notifications/ carries an id.',
    'Methods of unknown extensions that are not called notifications/.',
  ),
  'notification.answered': error('server', 'exchange')(
    'Notification was answered',
    'A JSON-RPC result or error came back for an accepted notification.',
    'An HTTP error status with an error that has no id, which is how to refuse one.',
  ),
  'result.result-type-missing': error('server', 'message')(
    'resultType missing',
    'A result of a modern exchange has no resultType.',
    'Requests without a version that were answered as legacy, and legacy sessions.',
  ),
  'result.result-type-unknown': error('server', 'exchange')(
    'Unknown resultType',
    'A resultType is neither of the core nor of an extension that both sides declared.',
    'Values of an unknown extension that both declared.',
  ),
  'error.shape': error('server', 'message')(
    'Malformed error',
    'An error lacks code or message, or its code is no integer.',
    'Bodies of proxies that are no JSON-RPC at all.',
  ),
  'error.status': error('server', 'exchange')(
    'Wrong HTTP status for this error',
    'HeaderMismatch, MissingRequiredClientCapability, UnsupportedProtocolVersion and the refusal of an ' +
      'incomplete _meta come with HTTP 400.',
    'Errors inside a stream that had begun, stdio, and statuses that a proxy put in.',
  ),
  'error.code-legacy-range': warning('server', 'message')(
    'Code from the old range',
    'An error code lies between -32019 and -32000.',
    'Legacy sessions; -32002, which has its own rule.',
  ),
  'error.code-undefined': error('server', 'message')(
    'Reserved code without a meaning',
    'An error code lies between -32099 and -32020 and the specification does not define it.',
    'Codes that a later revision defines, where that revision was asked for.',
  ),
  'error.code-misused': error('server', 'exchange')(
    'Defined code for something else',
    'A defined code contradicts its exchange: HeaderMismatch where all matches, an unsupported version that is in ' +
      'its own list.',
    'Headers that an intermediary changed on the way; Mcp-Param headers of a tool list that was not recorded.',
  ),
  'error.code-retired': error('server', 'message')(
    'Retired code',
    'A modern answer uses -32002 or -32042.',
    'Legacy sessions, and requests answered as legacy.',
  ),
  'error.code-reserved-by-json-rpc': warning('server', 'message')(
    'Code reserved by JSON-RPC',
    'An error code lies between -32768 and -32000 without being JSON-RPC’s or MCP’s.',
    'The range from -32019 to -32000, which has its own rule.',
  ),
  'error.code-not-standard': warning('server', 'exchange')(
    'Unexpected code for a common failure',
    'A wrong prompt, argument or log level is refused with another code than the standard ones.',
    'Codes outside JSON-RPC’s range that an application defines for its own failures.',
  ),
  'error.no-json-rpc-body': warning('server', 'exchange')(
    'Refusal without a JSON-RPC error',
    'A request got an HTTP error status and no JSON-RPC error in the body.',
    'Statuses of proxies and gateways, 401, 403 and 429, and refusals before the body was read.',
  ),
  'error.message-long': warning('server', 'message')(
    'Long error message',
    'An error message has several sentences, line breaks, or a stack.',
    'Abbreviations and file names with dots.',
  ),
  'error.required-capabilities': error('server', 'exchange')(
    'Missing capabilities not named',
    'MissingRequiredClientCapability lacks data.requiredCapabilities, or names what was declared.',
    'Capabilities of extensions that are unknown to us.',
  ),
  'meta.required-missing': error('client', 'message')(
    'Required _meta missing',
    'A request lacks the protocol version or the client capabilities in _meta.',
    'Legacy sessions and initialize; requests that a person tampered with are marked as such.',
  ),
  'meta.missing-accepted': error('server', 'probe')(
    'Incomplete _meta not refused',
    'A request without a required _meta field is served, or refused with another code than -32602.',
    'A request without any version that is answered as legacy by a server of both eras.',
  ),
  'meta.client-info-missing': warning('client', 'message')(
    'Client does not say who it is',
    'A request has no clientInfo in _meta.',
    'Clients configured to stay anonymous: one finding a client, not one a request.',
  ),
  'meta.server-info-missing': warning('server', 'message')(
    'Server does not say who it is',
    'A result has no serverInfo in _meta.',
    'Servers configured to stay anonymous: one finding an instance; results answered as legacy.',
  ),
  'meta.key-name': error('sender', 'message')(
    'Malformed _meta key',
    'The prefix or the name of a key in _meta breaks the naming rules.',
    'The unprefixed keys that the specification itself defines.',
  ),
  'meta.key-reverse-dns': warning('sender', 'message')(
    'Prefix not in reverse DNS order',
    'The prefix of a _meta key ends, not begins, with a well-known top-level domain.',
    'Prefixes of one label, and names that happen to look like a domain at both ends.',
  ),
  'meta.trace-context': error('sender', 'message')(
    'Malformed trace context',
    'traceparent, tracestate or baggage in _meta does not have the format of the W3C.',
    'Higher versions of traceparent with more fields.',
  ),
  'meta.subscription-id-missing': error('server', 'message')(
    'No subscription id',
    'A notification on the stream of subscriptions/listen does not carry the id of that request.',
    'Keep-alive comments; request-scoped notifications, which have their own rule.',
  ),
  'version.unsupported-accepted': error('server', 'probe')(
    'Unknown revision not refused',
    'A revision that the server does not list is answered by anything but UnsupportedProtocolVersion with its list.',
    'Servers of both eras that answer a legacy revision in its own way.',
  ),
  'method.unknown-status': error('server', 'probe')(
    'Unknown method answered wrongly',
    'An unknown method over HTTP is not answered by 404 with -32601.',
    'Methods of extensions; a 404 of a proxy for a wrong path.',
  ),
  'discover.not-implemented': error('server', 'exchange')(
    'server/discover not implemented',
    'A server that speaks a modern revision answers server/discover with -32601.',
    'Legacy servers, for which this is the sign of their era.',
  ),
  'extension.id-malformed': error('sender', 'message')(
    'Malformed extension id',
    'A key of extensions lacks its prefix or breaks the naming rules.',
    'Unknown but well-formed ids.',
  ),
  'extension.not-in-force': error('sender', 'exchange')(
    'Extension used without agreement',
    'A method, result type or notification of a known extension is used though one side did not declare it.',
    'Unknown extensions; capabilities declared by this very request count, earlier ones do not.',
  ),
  'capability.not-declared': error('server', 'session')(
    'Feature served but not declared',
    'The server serves a feature or sends log messages, and its server/discover does not declare it.',
    'Recordings without an answer to server/discover; answers that depend on the credentials.',
  ),
  'capability.declared-not-served': error('server', 'session')(
    'Feature declared but not served',
    'The server declares prompts, resources or tools, and refuses the list as an unknown method.',
    'Failures of another kind, and an instance other than the one that declared it (its own finding).',
  ),
  'capability.not-offered-used': warning('client', 'session')(
    'Client asks for what is not offered',
    'A client calls a method of a feature that the server’s server/discover does not declare.',
    'Clients that never asked server/discover, which is optional; Hopscope’s own tour.',
  ),
  'capability.answered-undeclared': error('client', 'session')(
    'Client answers what it did not declare',
    'An input request is fulfilled by a client whose request did not declare roots, sampling, its tools or elicitation.',
    'Answers that Hopscope sent for a person on purpose.',
  ),
  'elicit.no-mode': error('client', 'message')(
    'Elicitation without a mode',
    'The elicitation capability names neither form nor url, and is not empty.',
    'The empty object, which means form.',
  ),
} as const;

import { error, warning } from './rule.ts';

/** Streamable HTTP, its headers, stdio, and what an old client sends. */
export const httpRules = {
  'http.no-post': error('server', 'exchange')(
    'Endpoint refuses POST',
    'The endpoint answers a POST with 405.',
    'A wrong address, which answers the same; HTTP+SSE servers, which are legacy.',
  ),
  'http.not-post': error('client', 'exchange')(
    'Message not sent by POST',
    'A JSON-RPC message travels by another method than POST.',
    'The GET and DELETE of legacy sessions and of the tour’s probes.',
  ),
  'http.origin-accepted': error('server', 'probe')(
    'Foreign Origin accepted',
    'A request with a foreign Origin is not answered with 403.',
    'Origins that the server is told to allow; a gateway that checks in front of it.',
  ),
  'http.content-type': error('server', 'exchange')(
    'Answer of another content type',
    'A request is answered with neither application/json nor text/event-stream.',
    'Error pages of proxies, and 401 and 403 without a body.',
  ),
  'http.notification-status': error('server', 'exchange')(
    'Notification answered with the wrong status',
    'An accepted notification gets another answer than 202 without a body, or a refused one a 2xx.',
    'A chunked body of no bytes.',
  ),
  'header.accept-incomplete': error('client', 'message')(
    'Accept lacks a type',
    'Accept does not name both application/json and text/event-stream.',
    'Accept headers that a proxy rewrote; what was tampered with.',
  ),
  'header.version-missing': error('client', 'message')(
    'MCP-Protocol-Version missing',
    'A modern POST has no MCP-Protocol-Version header.',
    'Headers that a proxy consumed, legacy revisions without the header, and initialize.',
  ),
  'header.version-mismatch': error('client', 'message')(
    'MCP-Protocol-Version differs from the body',
    'The header names another revision than _meta.',
    'Requests that a person tampered with, and headers that an intermediary changed.',
  ),
  'header.method-missing': error('client', 'message')(
    'Mcp-Method missing',
    'A modern request has no Mcp-Method header.',
    'Headers that a proxy consumed; legacy requests; notifications, for which no header is defined.',
  ),
  'header.method-mismatch': error('client', 'message')(
    'Mcp-Method differs from the body',
    'The header names another method than the body, case included.',
    'Requests that a person tampered with, and headers that an intermediary changed.',
  ),
  'header.name-missing': error('client', 'message')(
    'Mcp-Name missing',
    'tools/call, resources/read or prompts/get has no Mcp-Name header.',
    'Headers that a proxy consumed; legacy requests; methods without a name.',
  ),
  'header.name-mismatch': error('client', 'message')(
    'Mcp-Name differs from the body',
    'The header, decoded, is not the name or URI in the body.',
    'Requests that a person tampered with, and headers that an intermediary changed.',
  ),
  'header.param-missing': error('client', 'session')(
    'Mcp-Param header missing',
    'A call gives a value for a parameter that the listed tool marks with x-mcp-header, and no header mirrors it.',
    'Clients that never saw the list, lists that changed since, and headers that a proxy consumed.',
  ),
  'header.param-unexpected': error('client', 'session')(
    'Mcp-Param header without a value',
    'A header mirrors a parameter that is null or absent.',
    'Mcp-Param headers that the listed tool does not know.',
  ),
  'header.param-mismatch': error('client', 'session')(
    'Mcp-Param differs from the body',
    'The header, decoded, is not the value at the annotated path.',
    'Integers that are equal as numbers; requests that a person tampered with.',
  ),
  'header.value-not-encoded': error('client', 'message')(
    'Value not encoded',
    'A mirrored value that needs the Base64 form (not plain ASCII, padded, or like the sentinel) travels as it is.',
    'Bytes that an intermediary changed.',
  ),
  'header.sentinel-malformed': error('client', 'message')(
    'Malformed Base64 form',
    'The markers are in the wrong case, or what they enclose is no Base64 of UTF-8.',
    'Plain values that only begin or only end like the sentinel.',
  ),
  'header.integer-unsafe': error('client', 'session')(
    'Integer out of the safe range',
    'A value mirrored as a header is beyond ±(2^53 - 1).',
    'Parameters that are not annotated.',
  ),
  'header.retry-without-refresh': warning('client', 'session')(
    'Retried without a fresh tool list',
    'After HeaderMismatch for an Mcp-Param header the same call is repeated without tools/list in between.',
    'Clients that give up, and tampered calls.',
  ),
  'header.mismatch-accepted': error('server', 'probe')(
    'Lying header accepted',
    'A request whose headers contradict its body, or are malformed, is answered with a result.',
    'Servers whose headers a proxy in front had consumed or rewritten; legacy answers to requests without a version.',
  ),
  'header.missing-accepted': error('server', 'probe')(
    'Missing header accepted',
    'A modern request without a required header is answered with a result.',
    'A request without the version header that is answered as legacy; headers that a proxy consumed.',
  ),
  'header.mismatch-wrong-error': error('server', 'probe')(
    'Mismatch refused in another way',
    'A request with wrong headers is refused by anything but 400 with -32020.',
    'Intermediaries, which need no JSON-RPC error; a version that is also unsupported.',
  ),
  'header.encoded-refused': error('server', 'exchange')(
    'Encoded header refused',
    'HeaderMismatch for a header that matches once decoded.',
    'A second header of the same request that does not match.',
  ),
  'header.param-expected': error('server', 'exchange')(
    'Header demanded for an absent value',
    'HeaderMismatch for a parameter that is null or absent.',
    'A second header of the same request that does not match.',
  ),
  'header.integer-compared-as-text': warning('server', 'exchange')(
    'Integers compared as text',
    'HeaderMismatch where header and body are the same number, written differently.',
    'A second header of the same request that does not match.',
  ),
  'header.case-refused': error('server', 'probe')(
    'Header name compared by case',
    'A request whose header names are in another case is refused as if they were missing.',
    'Proxies that drop the headers.',
  ),
  'header.accel-buffering-missing': warning('server', 'message')(
    'X-Accel-Buffering missing',
    'A stream begins without X-Accel-Buffering: no.',
    'Answers through nginx or another proxy that consumes the header.',
  ),
  'stream.notification-wrong-stream': error('server', 'exchange')(
    'Notification on the wrong stream',
    'A stream carries what belongs to another request: a change on a request’s stream, progress or logs on a ' +
      'subscription’s.',
    'stdio, where all share one stream; notifications of unknown extensions.',
  ),
  'stream.open-after-response': warning('server', 'exchange')(
    'Stream stays open after the answer',
    'The stream of a request goes on after its answer.',
    'A close that is on its way: only further events or a long wait count.',
  ),
  'stream.unrequested-notification': error('server', 'exchange')(
    'Notification nobody asked for',
    'A subscription carries a type or a resource that its filter does not name.',
    'Types of extensions that the filter names in their own fields.',
  ),
  'stream.not-acknowledged-first': error('server', 'exchange')(
    'Acknowledgement not first',
    'Something else with the subscription’s id comes before the acknowledgement, or none comes at all.',
    'On stdio, messages of other subscriptions in between; refused requests.',
  ),
  'stream.abrupt-end': warning('server', 'exchange')(
    'Subscription cut',
    'The stream of a subscription ends without a result.',
    'Ends that the client, a timeout of an intermediary or a gateway’s fault brought about.',
  ),
  'stdio.stray-output': error('server', 'message')(
    'Output that is no message',
    'A line on stdout is no MCP message, or only a piece of one.',
    'stderr; the last line of a process that was killed.',
  ),
  'stdio.stray-input': error('client', 'message')(
    'Input that is no message',
    'A line on the server’s stdin is no MCP message, or only a piece of one.',
    'The last line of a client that was killed.',
  ),
  'stdio.no-probe': warning('client', 'session')(
    'No server/discover first',
    'The first modern request of a client to a process is not server/discover.',
    'Processes whose era the client knows from an earlier run; legacy clients.',
  ),
  'stdio.outlives-stdin': warning('server', 'session')(
    'Does not end with its input',
    'A process goes on after its stdin was closed and has to be terminated.',
    'Wrappers (npx, shells) whose child had ended; a short time to tidy up.',
  ),
  'legacy.fallback-on-modern-error': warning('client', 'session')(
    'Fell back though the server is modern',
    'A client sends initialize after a recognised modern error.',
    'Servers that list only legacy revisions in that error.',
  ),
  'legacy.initialize-error': warning('server', 'probe')(
    'Refusal of initialize names no version',
    'A modern server’s error to initialize does not name the revisions it supports.',
    'Servers of both eras, which answer it.',
  ),
  'legacy.get-delete-status': warning('server', 'probe')(
    'GET or DELETE not refused with 405',
    'A modern endpoint answers GET or DELETE with another status than 405.',
    'Servers of both eras; proxies and 401.',
  ),
  'legacy.session-id': warning('server', 'probe')(
    'Session id on a modern answer',
    'A modern answer carries Mcp-Session-Id, or differs because the request carried it or Last-Event-ID.',
    'Servers of both eras, on their legacy answers.',
  ),
} as const;

import { error, warning } from './rule.ts';

/** Rounds, progress, cancellation, logging, lists, caching, tools, resources, prompts, and what a server asks for. */
export const featureRules = {
  'input.on-wrong-request': error('server', 'exchange')(
    'Asks for input on a request that cannot',
    'input_required answers another method than tools/call, resources/read or prompts/get.',
    'Methods of extensions that allow it.',
  ),
  'input.duplicate-key': error('server', 'message')(
    'Key of inputRequests twice',
    'The text of inputRequests has one key twice.',
    'The same key in a later round.',
  ),
  'input.unknown-kind': error('server', 'message')(
    'Unknown kind of input request',
    'A value of inputRequests is none of elicitation/create, sampling/createMessage and roots/list.',
    'Kinds that an extension in force adds.',
  ),
  'input.empty': error('server', 'message')(
    'Asks for nothing',
    'An input_required result has neither inputRequests nor requestState.',
    'An empty inputRequests beside a requestState.',
  ),
  'input.undeclared-capability': error('server', 'exchange')(
    'Asks for what the client did not declare',
    'inputRequests needs a capability, a mode or tools that this very request did not declare.',
    'An empty elicitation capability means form; declarations of earlier requests do not count.',
  ),
  'input.not-asked-again': warning('server', 'session')(
    'Missing input refused, not asked for again',
    'A retry that lacks an answer is refused with an error rather than asked again.',
    'Refusals for another reason, as a state that was changed on purpose.',
  ),
  'retry.input-missing': error('client', 'session')(
    'Retry without what was asked for',
    'A retry carries requestState or some answers, and lacks an answer to one of inputRequests.',
    'A call that starts afresh with neither; answers that a person left out.',
  ),
  'retry.state-changed': error('client', 'session')(
    'requestState changed or left out',
    'A retry does not carry exactly the requestState of the result that it answers.',
    'Tampering on purpose, and a call that starts afresh.',
  ),
  'retry.state-invented': error('client', 'session')(
    'requestState from nowhere',
    'A retry carries a requestState though the result that it answers had none.',
    'Rounds that began before the recording.',
  ),
  'retry.id-reused': error('client', 'session')(
    'Retry with the same id',
    'A retry has the id of the request that it repeats.',
    'Other clients behind the same gateway, and requests duplicated by a gateway’s fault.',
  ),
  'retry.foreign-input': error('client', 'session')(
    'Input for another request',
    'inputResponses or requestState belong to another request, or answer a key that was never asked.',
    'Rounds that began before the recording, replays of an old state on purpose.',
  ),
  'progress.token-type': error('client', 'message')(
    'Progress token of the wrong type',
    'A progressToken is neither text nor an integer.',
    'Requests without one.',
  ),
  'progress.token-reused': error('client', 'session')(
    'Progress token still in use',
    'A request has the progress token of another one of the same client that is not answered yet.',
    'Different clients behind one gateway, which may look alike where tokens are short.',
  ),
  'progress.not-rising': error('server', 'exchange')(
    'Progress does not rise',
    'The progress of a notification is not greater than that of the one before.',
    'Events that a gateway’s fault doubled or swapped.',
  ),
  'progress.unknown-token': error('server', 'exchange')(
    'Progress for an unknown token',
    'A progress notification names a token that no request on its way carries.',
    'Requests that began before the recording.',
  ),
  'progress.after-end': error('server', 'exchange')(
    'Progress after the end',
    'A progress notification comes after the answer to its request.',
    'Subscriptions and tasks of extensions.',
  ),
  'cancel.unknown-request': error('client', 'session')(
    'Cancels what was never asked',
    'notifications/cancelled names an id that this client never used.',
    'Requests that were answered meanwhile, and those before the recording.',
  ),
  'cancel.server-wrong-target': error('server', 'session')(
    'Server cancels a request',
    'A server’s notifications/cancelled names anything but a subscriptions/listen on its way.',
    'Legacy sessions, where servers cancel their own requests.',
  ),
  'cancel.message-after': error('server', 'session')(
    'Goes on after cancellation',
    'On stdio, messages for a request come although it was cancelled.',
    'What was on its way: only what comes after the server has answered a later request counts.',
  ),
  'log.not-asked': error('server', 'exchange')(
    'Log message nobody asked for',
    'notifications/message comes for a request without logLevel, or below the level it names.',
    'Legacy sessions.',
  ),
  'log.level-accepted': warning('server', 'probe')(
    'Unknown log level accepted',
    'A request with an unknown logLevel is not refused with -32602.',
    'Servers that do not declare logging.',
  ),
  'list.varies': error('server', 'session')(
    'List differs without reason',
    'The same list differs between connections or instances, or after other requests.',
    'Other credentials, clients or declarations; a change over time (within the ttl, too) or one that was announced; another server version; other hosts and processes, unless behind one gateway.',
  ),
  'list.order-changes': warning('server', 'session')(
    'Order of tools changes',
    'tools/list has the same tools in another order.',
    'Lists whose set of tools changed.',
  ),
  'list.change-not-announced': warning('server', 'session')(
    'Change of a list not announced',
    'A list changed while a subscription to it was acknowledged, and no notification came.',
    'Servers that do not declare listChanged; other credentials; changes that came after the stream was cut.',
  ),
  'page.cursor-refused': warning('server', 'session')(
    'Own cursor refused',
    'A cursor that the server gave out in this recording is refused.',
    'Cursors older than the page’s ttl (and than five seconds), changed on purpose, or given for other credentials.',
  ),
  'page.cursor-invented': error('client', 'session')(
    'Cursor from nowhere',
    'A list is asked for with a cursor that no page gave out.',
    'Lists that began before the recording; probes; what a person composed.',
  ),
  'page.invalid-cursor-code': warning('server', 'probe')(
    'Invalid cursor not refused with -32602',
    'A cursor that the server never gave out is served, or refused with another code.',
    'Servers that do not paginate; cursors in ordinary traffic, which may be older than the recording.',
  ),
  'cache.hints-missing': error('server', 'message')(
    'Caching hints missing',
    'A complete result of a cacheable method lacks ttlMs or cacheScope.',
    'input_required results and legacy answers.',
  ),
  'cache.ttl-negative': error('server', 'message')(
    'Negative ttlMs',
    'ttlMs is negative or no number.',
    'Absence, which has its own rule.',
  ),
  'cache.scope-differs': error('server', 'session')(
    'cacheScope differs between pages',
    'The pages of one list have different cacheScopes.',
    'Pages of a list that was begun anew.',
  ),
  'tool.name': warning('server', 'message')(
    'Unusual tool name',
    'The name of a tool has none or more than 128 characters, or others than letters, digits, _, - and dots.',
    'Nothing: names that clients mangle are what this is about.',
  ),
  'tool.name-duplicate': warning('server', 'session')(
    'Tool name twice',
    'Two tools of one server have the same name.',
    'A tool that moved to another page between two reads.',
  ),
  'tool.schema-invalid': error('server', 'message')(
    'Invalid JSON Schema',
    'inputSchema or outputSchema is no object, or not valid in its dialect.',
    'Dialects we do not know; network references, which are never fetched.',
  ),
  'tool.schema-dialect': warning('server', 'message')(
    'Other dialect than 2020-12',
    '$schema of a tool names another dialect than 2020-12.',
    'A fragment or http in the address of the dialect.',
  ),
  'tool.param-header-invalid': error('server', 'message')(
    'Invalid x-mcp-header',
    'An x-mcp-header breaks one of its constraints: empty, no token, twice, on no primitive, or out of reach.',
    'Annotations in tools of a sampling request.',
  ),
  'tool.param-header-sensitive': warning('server', 'message')(
    'Secret travels as a header',
    'A parameter with x-mcp-header is called like a password, key, token or secret.',
    'Names that only contain such a word, as tokenCount; bare key or token unless the description says whose; yes or no, and choices.',
  ),
  'client.calls-invalid-tool': error('client', 'session')(
    'Calls a tool that it should have excluded',
    'Over HTTP a client calls a tool whose x-mcp-header is invalid.',
    'Calls that a person composed on purpose; clients that never saw the list.',
  ),
  'tool.output-schema-broken': error('server', 'session')(
    'Result does not fit the output schema',
    'structuredContent is missing or does not fit the listed outputSchema.',
    'Results with isError; lists that changed since; dialects we do not know.',
  ),
  'tool.structured-without-text': warning('server', 'message')(
    'Structured result without text',
    'A result has structuredContent and no text block with the same JSON.',
    'Other white space or order of keys in the text.',
  ),
  'tool.input-not-validated': error('server', 'session')(
    'Invalid arguments accepted',
    'Arguments that do not fit the listed inputSchema lead to a success.',
    'Lists that changed since; formats; dialects we do not know; what validators turn into what fits: "5", null, defaults, unknown members.',
  ),
  'content.not-base64': error('server', 'message')(
    'Binary data malformed',
    'data or blob is no Base64, or the type of an image or sound is no MIME type.',
    'Line breaks. The URL-safe alphabet is malformed here; missing padding as well.',
  ),
  'content.resource-incomplete': error('server', 'message')(
    'Embedded resource incomplete',
    'An embedded resource lacks its URI, its type, or both text and blob.',
    'Resource links, which carry no content; in tools those without a type, which the schema lets them leave out.',
  ),
  'content.resource-undeclared': warning('server', 'session')(
    'Embeds resources without the capability',
    'A result embeds a resource, and server/discover does not declare resources.',
    'Recordings without an answer to server/discover; prompts, of which the page does not say it.',
  ),
  'prompt.required-argument-ignored': warning('server', 'session')(
    'Missing argument accepted',
    'prompts/get without an argument that the list calls required is answered with messages.',
    'Lists that changed since; answers that ask for the argument.',
  ),
  'resource.uri-invalid': error('server', 'message')(
    'Invalid URI',
    'The uri of a resource is no URI.',
    'Templates, which have their own syntax; unknown schemes; what the client asked for, echoed.',
  ),
  'resource.empty-contents': error('server', 'exchange')(
    'Empty contents',
    'resources/read for a URI that no list or template names is answered with no contents.',
    'Resources that are listed or linked, which may be empty; lists that were not read to their end.',
  ),
  'root.not-file-uri': error('client', 'message')(
    'Root is no file URI',
    'The uri of a root does not begin with file://.',
    'Later revisions that allow others.',
  ),
  'sampling.include-context': warning('server', 'message')(
    'Deprecated includeContext',
    'A sampling request uses thisServer or allServers.',
    'none, and absence.',
  ),
  'sampling.include-context-undeclared': warning('server', 'exchange')(
    'includeContext without the capability',
    'A sampling request uses thisServer or allServers, and the client did not declare sampling.context.',
    'none, and absence.',
  ),
  'sampling.tool-results-mixed': error('server', 'message')(
    'Tool results mixed with other content',
    'A user message of a sampling request has a tool result and something else.',
    'Assistant messages.',
  ),
  'sampling.tool-use-unanswered': error('server', 'message')(
    'Tool use without its result',
    'A tool use of a sampling request is not followed at once by results for exactly its ids.',
    'The last message, where nothing follows.',
  ),
  'sampling.tool-choice-ignored': error('client', 'session')(
    'Tool choice ignored',
    'The answer uses no tool though one was required, or one though none was allowed.',
    'Answers that stopped at maxTokens or for a reason of the provider’s.',
  ),
  'elicit.sensitive-form': error('server', 'message')(
    'Form asks for a secret',
    'A field of a form is called like a password, key, token or card number.',
    'Names that only contain such a word; names, mail addresses and the like; yes or no, and choices.',
  ),
  'elicit.url-invalid': error('server', 'message')(
    'Invalid URL',
    'The url of an elicitation is no absolute URL.',
    'Schemes of other applications.',
  ),
  'elicit.url-sensitive': error('server', 'message')(
    'URL carries credentials',
    'The url has a user and password, or a parameter called like a password, access token or mail address.',
    'Opaque handles, codes and states.',
  ),
  'elicit.url-in-form': warning('server', 'message')(
    'URL in a form',
    'A text of a form elicitation contains an http address.',
    'Formats and placeholders that only tell what a URL looks like (example.com).',
  ),
  'elicit.url-not-https': warning('server', 'message')(
    'URL without https',
    'The url of an elicitation is http.',
    'Loopback and private addresses.',
  ),
  'elicit.response-invalid': warning('client', 'session')(
    'Form answer does not fit',
    'The content of an accepted form does not fit the requested schema.',
    'Declined and cancelled forms; answers tampered with.',
  ),
  'elicit.response-not-validated': warning('server', 'session')(
    'Invalid form answer accepted',
    'A retry whose content does not fit the requested schema leads to a success.',
    'A further round that asks again, and results with isError.',
  ),
} as const;

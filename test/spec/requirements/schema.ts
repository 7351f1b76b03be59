import {
  ABILITY,
  INSIDE,
  client,
  both,
  invisible,
  other,
  page,
  section,
  sentence,
  server,
} from './requirement.ts';

const CACHE = invisible(
  'What a cache holds or serves sends no message; a request that comes proves nothing.',
);
const MODEL = invisible('Passes between the client and the provider of the model.');

/** Fields that many types inherit: the page repeats their sentences under each type. */
function resultType(type: string) {
  return section(
    `${type}-resulttype`,
    server.must(`${type}-result-type`, 'Each result has a resultType', 'result.result-type-missing'),
    client.must(`${type}-result-type-absent`, 'An absent resultType means complete', ABILITY),
  );
}

function caching(type: string) {
  return [
    section(
      `${type}-ttlms`,
      client.should(`${type}-ttl-zero`, 'ttlMs 0 means stale at once', CACHE),
      client.should(`${type}-ttl-positive`, 'A result is fresh for ttlMs milliseconds', CACHE),
    ),
    section(
      `${type}-cachescope`,
      other.mustNot(`${type}-cache-shared`, 'No cache is shared between authorizations', CACHE),
    ),
  ];
}

function icons(type: string) {
  return section(
    `${type}-icons`,
    client.must(`${type}-icon-types`, 'Render PNG and JPEG icons', ABILITY),
    client.should(`${type}-icon-more-types`, 'Render SVG and WebP icons', ABILITY),
  );
}

function errorMessage(type: string) {
  return section(
    `${type}-message`,
    server.should(`${type}-message`, 'An error message is one short sentence', 'error.message-long'),
  );
}

function serverInfo(type: string) {
  return section(
    `${type}-iomodelcontextprotocolserverinfo`,
    server.should(`${type}-server-info`, 'Include serverInfo', 'meta.server-info-missing'),
    sentence(
      client.shouldNot(`${type}-server-info-behaviour`, 'Do not act upon serverInfo', INSIDE),
      client.shouldNot(`${type}-server-info-security`, 'Do not decide on security by serverInfo', INSIDE),
    ),
  );
}

const common = [
  section(
    'icon-src',
    client.should('icon-domain', 'Icons from one’s own or a trusted domain', INSIDE),
    client.should('icon-svg', 'Take care with SVG icons', INSIDE),
  ),
  section(
    'metaobject',
    both.mustNot('meta-assumptions', 'Assume nothing about reserved keys', INSIDE),
    both.must('meta-prefix', 'A prefix is labels with dots and a slash', 'meta.key-name'),
    both.must('meta-label', 'Labels begin with a letter, end with letter or digit', 'meta.key-name'),
    both.should('meta-reverse-dns', 'Prefixes in reverse DNS order', 'meta.key-reverse-dns'),
    both.must('meta-name', 'Names begin and end alphanumerically', 'meta.key-name'),
  ),
  section(
    'notificationmetaobject-iomodelcontextprotocolsubscriptionid',
    server.must(
      'subscription-id',
      'Subscription id on every notification of a subscription',
      'meta.subscription-id-missing',
    ),
  ),
  section(
    'requestmetaobject-iomodelcontextprotocolprotocolversion',
    sentence(
      client.must('version-header', 'The version in _meta equals the header', 'header.version-mismatch'),
      server.must('version-header-400', 'Refuse another version in the header with 400', [
        'header.mismatch-accepted',
        'error.status',
      ]),
    ),
    server.must('version-unsupported', 'Unknown revisions get their error', 'version.unsupported-accepted'),
  ),
  section(
    'requestmetaobject-iomodelcontextprotocolclientinfo',
    client.should('client-info', 'clientInfo on every request', 'meta.client-info-missing'),
    sentence(
      server.shouldNot('client-info-behaviour', 'Do not act upon clientInfo', INSIDE),
      server.shouldNot('client-info-security', 'Do not decide on security by clientInfo', INSIDE),
    ),
  ),
  section(
    'requestmetaobject-iomodelcontextprotocolclientcapabilities',
    server.mustNot(
      'capabilities-earlier',
      'Capabilities of earlier requests do not count',
      'input.undeclared-capability',
    ),
  ),
  section(
    'requestmetaobject-iomodelcontextprotocolloglevel',
    server.mustNot('log-level', 'No log message without logLevel', 'log.not-asked'),
  ),
  resultType('result'),
  serverInfo('resultmetaobject'),
];

const errors = [
  errorMessage('error'),
  section(
    'headermismatcherror',
    server.must('header-mismatch-400', 'HeaderMismatch comes with HTTP 400', [
      'error.status',
      'header.mismatch-wrong-error',
    ]),
  ),
  errorMessage('internalerror'),
  errorMessage('invalidparamserror'),
  errorMessage('invalidrequesterror'),
  errorMessage('methodnotfounderror'),
  section(
    'missingrequiredclientcapabilityerror',
    server.must(
      'missing-capability-400',
      'MissingRequiredClientCapability comes with HTTP 400',
      'error.status',
    ),
  ),
  errorMessage('parseerror'),
  section(
    'unsupportedprotocolversionerror',
    server.must('unsupported-version-400', 'UnsupportedProtocolVersion comes with HTTP 400', 'error.status'),
  ),
];

const notifications = [
  section(
    'cancellednotification',
    server.mustNot('server-cancels', 'A server ends subscriptions only', 'cancel.server-wrong-target'),
    both.should(
      'cancelled-in-flight',
      'A request that is cancelled is still on its way',
      invisible('The same sentence allows a notification that comes too late.'),
    ),
    server.should('cancelled-stops', 'Stop work on a cancelled request', INSIDE),
  ),
  section(
    'cancellednotificationparams-requestid',
    client.must('cancelled-known', 'Cancel only ids of earlier requests', 'cancel.unknown-request'),
  ),
  section(
    'subscriptionsacknowledgednotification',
    server.must(
      'acknowledged-first',
      'The acknowledgement of a subscription comes first',
      'stream.not-acknowledged-first',
    ),
    server.mustNot(
      'acknowledged-before',
      'Nothing on a subscription before its acknowledgement',
      'stream.not-acknowledged-first',
    ),
  ),
];

const lists = [
  section(
    'inputrequiredresult',
    server.must(
      'input-required',
      'An input_required result has inputRequests or requestState',
      'input.empty',
    ),
  ),
  resultType('inputrequiredresult'),
  resultType('getpromptresult'),
  resultType('listpromptsresult'),
  ...caching('listpromptsresult'),
  icons('prompt'),
  resultType('listresourcesresult'),
  ...caching('listresourcesresult'),
  icons('resource'),
  resultType('readresourceresult'),
  ...caching('readresourceresult'),
  resultType('listresourcetemplatesresult'),
  ...caching('listresourcetemplatesresult'),
  icons('resourcetemplate'),
];

const sampling = [
  section(
    'createmessagerequestparams-includecontext',
    sentence(
      server.should('context-avoided', 'Omit includeContext, or say none', 'sampling.include-context'),
      server.should(
        'context-declared',
        'Other values of includeContext only if declared',
        'sampling.include-context-undeclared',
      ),
    ),
  ),
  section(
    'createmessagerequestparams-tools',
    client.must(
      'tools-undeclared',
      'No result for tools that were not declared',
      'capability.answered-undeclared',
    ),
  ),
  section(
    'createmessagerequestparams-toolchoice',
    client.must(
      'tool-choice-undeclared',
      'No result for a choice that was not declared',
      'capability.answered-undeclared',
    ),
  ),
  section('modelhint-name', client.should('hint-substring', 'A model hint is part of a name', INSIDE)),
  section(
    'modelpreferences-hints',
    client.must('hints-order', 'Take model hints in their order', INSIDE),
    client.should('hints-first', 'Model hints come before priorities', INSIDE),
  ),
  section(
    'toolchoice-mode',
    client.must('choice-required', 'Tool choice required: a tool is used', 'sampling.tool-choice-ignored'),
    client.mustNot('choice-none', 'Tool choice none: no tool is used', 'sampling.tool-choice-ignored'),
  ),
  section(
    'toolresultcontent-tooluseid',
    server.must('tool-use-id', 'A tool result names an earlier tool use', 'sampling.tool-use-unanswered'),
  ),
  section(
    'toolresultcontent-structuredcontent',
    server.should(
      'tool-result-schema',
      'A tool result fits the output schema of its tool',
      'tool.output-schema-broken',
    ),
  ),
  section(
    'toolresultcontent-_meta',
    client.should('tool-result-meta', 'Keep _meta of tool results for later requests', MODEL),
  ),
  section(
    'toolusecontent-_meta',
    client.should('tool-use-meta', 'Keep _meta of tool uses for later requests', MODEL),
  ),
];

const discovery = [
  section(
    'discoverrequest',
    server.must('discover', 'Implement server/discover', 'discover.not-implemented'),
  ),
  resultType('discoverresult'),
  ...caching('discoverresult'),
  section(
    'clientcapabilities-sampling',
    server.should(
      'context-default',
      'Without sampling.context, includeContext is none',
      'sampling.include-context-undeclared',
    ),
  ),
  section(
    'clientcapabilities-extensions',
    client.must(
      'client-extension-id',
      'Extension ids of clients follow the rules, with prefix',
      'extension.id-malformed',
    ),
  ),
  icons('implementation'),
  section(
    'servercapabilities-extensions',
    server.must(
      'server-extension-id',
      'Extension ids of servers follow the rules, with prefix',
      'extension.id-malformed',
    ),
  ),
  section(
    'subscriptionslistenrequestparams-notifications',
    server.mustNot(
      'unrequested',
      'Send only the types of notification that were asked for',
      'stream.unrequested-notification',
    ),
  ),
  resultType('subscriptionslistenresult'),
  section(
    'subscriptionfilter',
    server.mustNot(
      'filter-unrequested',
      'The filter decides which notifications are sent',
      'stream.unrequested-notification',
    ),
  ),
  serverInfo('subscriptionslistenresultmetaobject'),
];

const tools = [
  resultType('calltoolresult'),
  section(
    'calltoolresult-iserror',
    server.should(
      'tool-errors',
      'Report errors of a tool in its result',
      invisible('Whether an error came from the tool or from the server is not told.'),
    ),
  ),
  resultType('listtoolsresult'),
  ...caching('listtoolsresult'),
  icons('tool'),
];

/** https://modelcontextprotocol.io/specification/2026-07-28/schema */
export const schema = page(
  'schema',
  'schema',
  ...common,
  ...errors,
  icons('resourcelink'),
  resultType('completeresult'),
  ...notifications,
  ...lists,
  ...sampling,
  ...discovery,
  ...tools,
);

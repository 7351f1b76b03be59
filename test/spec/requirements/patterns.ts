import {
  ABILITY,
  INSIDE,
  SCREEN,
  both,
  client,
  invisible,
  other,
  page,
  section,
  sentence,
  server,
} from './requirement.ts';

const WISH = invisible('That a client no longer wants an answer is seen only if it says so.');
const LIMIT = invisible('No figure is given that a rule could hold it against.');

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns */
export const patterns = page(
  'basic/patterns/index',
  'pattern',
  section('', server.mustNot('server-request', 'Servers send no requests', 'request.from-server')),
);

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/cancellation */
export const cancellation = page(
  'basic/patterns/cancellation',
  'cancel',
  section(
    '',
    client.should('said', 'Say that a request is no longer wanted', WISH),
    server.must(
      'subscription-end',
      'A server that ends a subscription sends notifications/cancelled',
      invisible('A forgotten subscription looks like a quiet one; pages differ on how its end is told.'),
    ),
    server.mustNot(
      'server-other',
      'Servers send notifications/cancelled for nothing else',
      'cancel.server-wrong-target',
    ),
  ),
  section(
    'transport-specific-cancellation',
    server.must('disconnect', 'A closed stream cancels its request', INSIDE),
    client.must('stdio-said', 'On stdio, cancel by notification', WISH),
  ),
  section(
    'timeouts',
    both.should('timeout', 'A timeout for every request', INSIDE),
    both.should('timeout-cancels', 'Cancel after the timeout', WISH),
    other.should('timeout-setting', 'SDKs let the timeout be set for each request', ABILITY),
    both.should('timeout-maximum', 'A maximum that progress does not extend', INSIDE),
  ),
  section(
    'behavior-requirements',
    client.must('known-request', 'Cancel only own requests on their way', 'cancel.unknown-request'),
    server.must('server-target', 'A server cancels subscriptions only', 'cancel.server-wrong-target'),
    server.should('obeyed', 'Stop, tidy up, do not answer', 'cancel.message-after'),
    client.should('late-answer', 'Ignore an answer that comes too late', INSIDE),
  ),
  section('timing-considerations', both.must('race', 'Cope with crossing messages', ABILITY)),
  section(
    'implementation-notes',
    both.should('logged', 'Log why something was cancelled', INSIDE),
    client.should('shown', 'Show that cancellation was asked for', SCREEN),
  ),
  section(
    'error-handling',
    both.should('invalid-ignored', 'Ignore invalid cancellations', 'notification.answered'),
  ),
);

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/progress */
export const progress = page(
  'basic/patterns/progress',
  'progress',
  section(
    'progress-flow',
    client.must('token-type', 'Tokens are text or integers', 'progress.token-type'),
    client.must('token-unique', 'No token that is in use', 'progress.token-reused'),
    server.must('rising', 'Progress rises', 'progress.not-rising'),
    server.should(
      'message',
      'A message tells people something useful',
      invisible('Whether a text is useful is for people.'),
    ),
  ),
  section(
    'behavior-requirements',
    server.must('known-token', 'Only tokens of requests on their way', 'progress.unknown-token'),
  ),
  section(
    'implementation-notes',
    both.should('tracked', 'Keep track of progress tokens', INSIDE),
    both.should('limited', 'Limit the rate of progress', LIMIT),
    server.must('ends', 'No progress after the end of a request', 'progress.after-end'),
  ),
);

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/subscriptions */
export const subscriptions = page(
  'basic/patterns/subscriptions',
  'subscription',
  section(
    'opening-a-stream',
    server.mustNot(
      'unrequested',
      'Send only the types of notification that were asked for',
      'stream.unrequested-notification',
    ),
  ),
  section(
    'acknowledgment',
    sentence(
      server.must('acknowledged', 'Acknowledge a subscription first', 'stream.not-acknowledged-first'),
      server.mustNot(
        'before-acknowledged',
        'Nothing on a subscription before its acknowledgement',
        'stream.not-acknowledged-first',
      ),
    ),
    client.should('checked', 'Check which types the server agreed to', INSIDE),
  ),
  section('receiving-notifications', client.must('correlated', 'On stdio, sort by subscription id', INSIDE)),
  section('cancellation', server.should('graceful', 'End a subscription with a result', 'stream.abrupt-end')),
  section(
    'graceful-closure',
    server.should(
      'graceful-result',
      'The result of a subscription comes before its stream closes',
      'stream.abrupt-end',
    ),
    client.must(
      'again-after-restart',
      'After a restart of the process, subscribe again',
      invisible('A client that does not may no longer want the notifications.'),
    ),
  ),
);

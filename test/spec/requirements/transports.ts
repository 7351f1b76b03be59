import { INSIDE, both, client, invisible, other, page, section, sentence, server } from './requirement.ts';

const CUSTOM = invisible('Binds whoever designs a transport; Hopscope speaks the two standard ones.');
const WISH = invisible('That a client no longer wants an answer is seen only if it says so.');

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/transports */
export const transports = page(
  'basic/transports/index',
  'transport',
  section(
    'messages',
    both.must('utf8', 'Messages are UTF-8', 'message.not-utf8'),
    other.must('directions', 'A binding carries all directions there are', CUSTOM),
  ),
  section(
    'custom-transports',
    other.must('custom-keeps', 'Keep format, patterns and metadata', CUSTOM),
    other.should('custom-documented', 'Document set-up, framing, cancellation', CUSTOM),
    other.should('custom-stdio-framing', 'Over byte streams, frame as stdio does', CUSTOM),
  ),
);

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/stdio */
export const stdio = page(
  'basic/transports/stdio',
  'stdio',
  section(
    '',
    both.mustNot('newline', 'No line break within a message', ['stdio.stray-output', 'stdio.stray-input']),
    client.shouldNot('stderr', 'stderr does not mean failure', INSIDE),
    server.mustNot('stdout', 'Only messages on stdout', 'stdio.stray-output'),
    client.mustNot('stdin', 'Only messages on stdin', 'stdio.stray-input'),
    other.should('custom-framing', 'Custom byte streams reuse this framing', CUSTOM),
  ),
  section(
    'sending-messages',
    client.mustNot('client-response', 'Clients write no responses', 'response.from-client'),
  ),
  section(
    'receiving-messages',
    client.must('correlated', 'Sort by subscription id', INSIDE),
    server.mustNot('server-request', 'Servers write no requests', 'request.from-server'),
  ),
  section(
    'cancellation',
    client.must('cancel', 'Cancel requests by notification', WISH),
    sentence(
      server.should('cancel-stops', 'Stop work on a cancelled request soon', INSIDE),
      server.mustNot('cancel-silent', 'Send nothing more for a cancelled request', 'cancel.message-after'),
    ),
  ),
  section(
    'shutdown',
    client.should(
      'shutdown',
      'Close stdin, wait, then terminate',
      invisible('Signals do not pass through the streams, and a recorder that is killed tells nothing.'),
    ),
    server.should('ends-with-input', 'Exit when stdin ends', 'stdio.outlives-stdin'),
  ),
  section(
    'unexpected-termination',
    client.should(
      'restart',
      'Restart a crashed server',
      invisible('A client that does not may be done with it.'),
    ),
  ),
  section(
    'backward-compatibility',
    client.should('probe', 'Of both eras: server/discover first', [
      'stdio.no-probe',
      'legacy.fallback-on-modern-error',
    ]),
    client.mustNot('fallback-code', 'Fall back whatever the error code', INSIDE),
    client.should('probe-modern', 'Modern only: probe as well', 'stdio.no-probe'),
  ),
);

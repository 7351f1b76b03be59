import {
  ABILITY,
  ADVICE,
  AUTHORIZATION,
  INSIDE,
  both,
  client,
  invisible,
  other,
  page,
  section,
  sentence,
  server,
} from './requirement.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28 */
export const specification = page(
  'index',
  'specification',
  section(
    'implementation-guidelines',
    both.should('consent', 'Build consent, access control, documentation', INSIDE),
  ),
);

/** https://modelcontextprotocol.io/specification/2026-07-28/deprecated */
export const deprecated = page(
  'deprecated',
  'deprecated',
  section(
    '',
    sentence(
      both.shouldNot('adopt', 'Do not adopt deprecated features', ADVICE),
      both.should('migrate', 'Leave them before their removal', ADVICE),
    ),
  ),
);

/** https://modelcontextprotocol.io/specification/2026-07-28/changelog */
export const changelog = page(
  'changelog',
  'changelog',
  section(
    'major-changes',
    sentence(
      client.should('client-info', 'Clients give clientInfo on each request', 'meta.client-info-missing'),
      server.should('server-info', 'Servers give serverInfo in each result', 'meta.server-info-missing'),
    ),
    server.must('discover', 'Implement server/discover', 'discover.not-implemented'),
    server.mustNot('log-level', 'No log message without logLevel', 'log.not-asked'),
    client.must('result-type-absent', 'Absent resultType means complete', ABILITY),
    client.must(
      'reissue',
      'After a broken stream, a new request with a new id',
      invisible('A client need not ask again; where it does, any new id will do.'),
    ),
  ),
  section(
    'minor-changes',
    server.should('tools-order', 'Tools in the same order', 'list.order-changes'),
    sentence(
      other.should('iss-sent', 'Send iss in authorization responses', AUTHORIZATION),
      client.must('iss-validated', 'Validate iss before redeeming the code', AUTHORIZATION),
    ),
    sentence(
      client.must('credentials-keyed', 'Keep credentials by issuer', AUTHORIZATION),
      client.mustNot('credentials-reused', 'Do not use credentials with another issuer', AUTHORIZATION),
      client.must('credentials-anew', 'Register again with a new issuer', AUTHORIZATION),
    ),
  ),
);

import {
  ABILITY,
  AUTHORIZATION,
  INSIDE,
  MENTION,
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

const TOKENS = invisible('Whom a token is for is known to whoever issued it.');
const PROVIDER = invisible('Happens inside the authorization server.');

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/authorization */
export const authorization = page(
  'basic/authorization/index',
  'auth',
  section(
    'protocol-requirements',
    both.should('http', 'HTTP follows these pages', AUTHORIZATION),
    both.shouldNot('stdio', 'stdio does not', AUTHORIZATION),
    both.must('custom', 'Custom transports follow good practice', INSIDE),
  ),
  section(
    'overview',
    other.must('oauth', 'Authorization servers speak OAuth 2.1', AUTHORIZATION),
    other.should('cimd', 'Support client id metadata documents', AUTHORIZATION),
    server.must('resource-metadata', 'Serve protected resource metadata', AUTHORIZATION),
    client.must('resource-metadata-used', 'Use it for discovery', AUTHORIZATION),
    other.must('as-metadata', 'OAuth metadata or OpenID discovery', AUTHORIZATION),
    client.must('as-metadata-both', 'Support both', AUTHORIZATION),
  ),
  section(
    'authorization-server-discovery',
    both.must('discovery', 'Follow the discovery page', AUTHORIZATION),
  ),
  section(
    'client-registration',
    client.must('client-id', 'Obtain a client id in one of three ways', AUTHORIZATION),
  ),
  section(
    'scope-selection-strategy',
    server.should('scope-challenge', 'scope in the challenge', AUTHORIZATION),
    client.mustNot('scope-relation', 'Assume no relation to scopes_supported', INSIDE),
    client.must('scope-authoritative', 'The challenge decides', AUTHORIZATION),
    client.should('scope-kept', 'Ask for earlier scopes as well', AUTHORIZATION),
    server.should('scope-consistent', 'Build scope sets consistently', AUTHORIZATION),
    client.should('least-privilege', 'Only the scopes that are needed', AUTHORIZATION),
    client.should('scope-order', 'From the challenge, else all supported', AUTHORIZATION),
  ),
  section(
    'authorization-response-validation',
    client.must('issuer-recorded', 'Record the issuer', INSIDE),
    other.should('iss', 'iss in responses', AUTHORIZATION),
    other.must('iss-advertised', 'Advertise it', AUTHORIZATION),
    client.must('iss-validated', 'Validate it before redeeming the code', AUTHORIZATION),
    sentence(
      other.should('iss-future-mention', 'Inclusion of iss is advised today', MENTION),
      other.must('iss-future', 'and may be demanded later', MENTION),
    ),
    client.mustNot('iss-normalised', 'Compare without normalising', AUTHORIZATION),
    client.mustNot('iss-error-shown', 'On mismatch, do not show the error', SCREEN),
  ),
  section(
    'resource-parameter-implementation',
    client.must('resource-indicators', 'Implement resource indicators', AUTHORIZATION),
    client.must('resource-included', 'resource in both requests', AUTHORIZATION),
    client.must('resource-server', 'It names the MCP server', AUTHORIZATION),
    client.must('resource-canonical', 'by its canonical URI', AUTHORIZATION),
  ),
  section(
    'canonical-server-uri',
    client.should('resource-specific', 'as specific as possible', AUTHORIZATION),
    both.should('resource-upper-case', 'Accept upper case in scheme and host', AUTHORIZATION),
    both.should('resource-slash', 'No slash at the end', AUTHORIZATION),
    client.must('resource-always', 'Send it whatever the server supports', AUTHORIZATION),
  ),
  section(
    'token-requirements',
    both.must('token-use', 'Handle tokens as OAuth 2.1 says', AUTHORIZATION),
    client.must('token-header', 'In the Authorization header', AUTHORIZATION),
    client.must('token-each', 'on every request', AUTHORIZATION),
    client.mustNot('token-query', 'Never in the query', AUTHORIZATION),
  ),
  section(
    'token-handling',
    server.must('token-validated', 'Validate tokens', AUTHORIZATION),
    server.must('token-audience', 'and their audience', TOKENS),
    server.must('token-refused', 'Refuse as OAuth 2.1 says', AUTHORIZATION),
    server.must('token-401', 'Invalid tokens: 401', AUTHORIZATION),
    client.mustNot('token-foreign', 'No tokens of other issuers', TOKENS),
    server.must('token-own', 'Accept only tokens for oneself', TOKENS),
    server.mustNot('token-other', 'Neither accept nor pass on others', TOKENS),
  ),
  section(
    'refresh-tokens',
    client.must('refresh-confidential', 'Keep refresh tokens confidential', INSIDE),
    client.should('refresh-grant', 'refresh_token in grant_types', AUTHORIZATION),
    client.mustNot('refresh-assumed', 'Do not count on one', ABILITY),
    server.shouldNot('offline-access', 'No offline_access in scopes', AUTHORIZATION),
  ),
  section('error-handling', server.must('statuses', '401, 403 and 400 as listed', AUTHORIZATION)),
  section(
    'runtime-insufficient-scope-errors',
    server.should('insufficient-scope', '403 with a challenge', AUTHORIZATION),
    server.should('insufficient-scope-named', 'that names the scopes', AUTHORIZATION),
    server.should('insufficient-scope-all', 'all at once', AUTHORIZATION),
    server.should('scope-strategy', 'in one consistent way', AUTHORIZATION),
    server.should('scope-experience', 'with people in mind', INSIDE),
  ),
  section(
    'step-up-authorization-flow',
    client.should('step-up', 'Step up after scope errors, or cope', AUTHORIZATION),
    client.should('step-up-user', 'For a user, step up', AUTHORIZATION),
    sentence(
      client.should('step-up-limit', 'Limit the retries', AUTHORIZATION),
      client.should('step-up-tracked', 'and keep track of them', INSIDE),
    ),
    server.must('scope-hierarchy', 'Broad scopes imply narrow ones', TOKENS),
  ),
  section('security-considerations', both.must('security', 'Follow the security page', AUTHORIZATION)),
);

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/authorization/authorization-server-discovery */
export const discovery = page(
  'basic/authorization/authorization-server-discovery',
  'auth-discovery',
  section(
    'authorization-server-location',
    server.must('resource-metadata', 'Serve protected resource metadata', AUTHORIZATION),
    server.must('servers', 'with at least one authorization server', AUTHORIZATION),
    sentence(
      client.must('separate', 'Keep registrations apart by server', INSIDE),
      client.mustNot('not-shared', 'Credentials do not carry over', AUTHORIZATION),
    ),
  ),
  section(
    'protected-resource-metadata-discovery-requirements',
    server.must('one-way', 'Challenge header or well-known URI', AUTHORIZATION),
    sentence(
      client.must('both-ways', 'Support both, header first', AUTHORIZATION),
      client.must('fallback', 'else the well-known URIs in order', AUTHORIZATION),
    ),
    client.must('challenge-parsed', 'Parse challenges and obey a 401', AUTHORIZATION),
  ),
  section(
    'authorization-server-metadata-discovery',
    client.must('several', 'Try several well-known addresses', AUTHORIZATION),
    client.must('with-path', 'With a path: three, in order', AUTHORIZATION),
    client.must('without-path', 'Without: two', AUTHORIZATION),
    sentence(
      client.must('validated', 'Validate the document', AUTHORIZATION),
      other.must('issuer-equal', 'Its issuer is that of the address', AUTHORIZATION),
    ),
    client.mustNot('issuer-differs', 'Else do not use it', AUTHORIZATION),
    client.must('issuer-example', 'A foreign issuer is rejected', AUTHORIZATION),
  ),
);

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/authorization/client-registration */
export const registration = page(
  'basic/authorization/client-registration',
  'auth-registration',
  section('', client.should('order', 'Four ways in order', AUTHORIZATION)),
  section(
    'client-id-metadata-documents',
    client.should('cimd', 'Support client id metadata documents', AUTHORIZATION),
  ),
  section(
    'implementation-requirements',
    both.must('cimd-rules', 'Follow their rules', AUTHORIZATION),
    client.must('cimd-hosted', 'Host the document on https', AUTHORIZATION),
    client.must('cimd-url', 'An https URL with a path', AUTHORIZATION),
    client.must('cimd-fields', 'with id, name and redirects', AUTHORIZATION),
    client.must('cimd-same', 'Its id is its address', AUTHORIZATION),
    other.should('cimd-fetched', 'Fetch it for such ids', AUTHORIZATION),
    other.must('cimd-checked', 'Check that id and address agree', PROVIDER),
    other.should('cimd-cached', 'Cache by HTTP headers', PROVIDER),
    other.must('cimd-redirects', 'Check redirects against it', PROVIDER),
    other.must('cimd-structure', 'Check its structure', PROVIDER),
    other.should('cimd-security', 'Follow its security considerations', PROVIDER),
  ),
  section(
    'advertising-cimd-support',
    client.should('cimd-advertised', 'Look for the capability', AUTHORIZATION),
  ),
  section('pre-registration', client.should('static', 'Allow static credentials', ABILITY)),
  section(
    'application-type-and-redirect-uri-constraints',
    client.must('application-type', 'application_type in registrations', AUTHORIZATION),
    client.should('native', 'native for local applications', AUTHORIZATION),
    client.should('web', 'web for remote ones', AUTHORIZATION),
    client.must('refusal', 'Expect refusals', ABILITY),
    client.should('refusal-shown', 'and show them', SCREEN),
  ),
  section(
    'authorization-server-binding',
    client.must('keyed', 'Keep credentials by issuer', INSIDE),
    sentence(
      client.mustNot('reused', 'Not for another server', AUTHORIZATION),
      client.must('anew', 'Register again with a new one', AUTHORIZATION),
    ),
    client.should('mismatch-shown', 'An error rather than wrong credentials', AUTHORIZATION),
  ),
);

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/authorization/security-considerations */
export const security = page(
  'basic/authorization/security-considerations',
  'auth-security',
  section(
    '',
    both.must('considered', 'Consider this page', INSIDE),
    both.must('oauth-practices', 'Follow OAuth’s own', INSIDE),
  ),
  section(
    'token-audience-binding-and-validation',
    client.must('resource', 'resource in both requests', AUTHORIZATION),
    server.must('audience', 'Tokens are for this server', TOKENS),
  ),
  section(
    'token-theft',
    both.must('storage', 'Store tokens securely', INSIDE),
    other.should('short-lived', 'Short-lived tokens', AUTHORIZATION),
    other.must('rotated', 'Rotate refresh tokens of public clients', AUTHORIZATION),
  ),
  section(
    'communication-security',
    both.must('communication', 'Follow OAuth on communication', AUTHORIZATION),
    other.must('https', 'Endpoints on https', AUTHORIZATION),
    client.must('redirects', 'Redirects to localhost or https', AUTHORIZATION),
  ),
  section(
    'authorization-code-protection',
    sentence(
      client.must('pkce', 'Use PKCE', AUTHORIZATION),
      client.must('pkce-verified', 'and verify its support first', AUTHORIZATION),
    ),
    client.must('s256', 'with S256', AUTHORIZATION),
    client.must('pkce-metadata', 'Find out by metadata', AUTHORIZATION),
    client.must('pkce-absent', 'Absent: do not go on', AUTHORIZATION),
    client.must('pkce-openid', 'Check OpenID’s as well', AUTHORIZATION),
    client.must('pkce-openid-absent', 'Absent: do not go on', AUTHORIZATION),
    other.must('pkce-advertised', 'OpenID providers advertise it', AUTHORIZATION),
  ),
  section(
    'open-redirection',
    client.must('registered', 'Register redirects', AUTHORIZATION),
    other.must('exact', 'Compare redirects exactly', PROVIDER),
    client.should('state', 'Use and verify state', AUTHORIZATION),
    other.must('untrusted', 'Do not redirect to the untrusted', PROVIDER),
    other.should('automatic', 'Redirect by itself only if trusted', PROVIDER),
  ),
  section('client-id-metadata-document-security', other.must('cimd', 'Consider its security', PROVIDER)),
  section(
    'authorization-server-abuse-protection',
    other.should('ssrf', 'Consider forged requests', PROVIDER),
  ),
  section(
    'localhost-redirect-uri-risks',
    other.should('localhost-warned', 'Warn of localhost redirects', PROVIDER),
    other.must('host-shown', 'Show the host of the redirect', PROVIDER),
  ),
  section('confused-deputy-problem', server.must('consent', 'Proxies ask consent for each client', INSIDE)),
  section(
    'access-token-privilege-restriction',
    server.must('validated', 'Validate tokens before anything else', AUTHORIZATION),
    server.must('guidelines', 'as OAuth 2.1 says', AUTHORIZATION),
    sentence(
      server.must('own', 'Accept only tokens for oneself', TOKENS),
      server.must('audience-refused', 'and refuse all others', TOKENS),
    ),
    server.mustNot('passed-through', 'Do not pass a token on', INSIDE),
    client.must('resource-implemented', 'Implement resource', AUTHORIZATION),
  ),
);

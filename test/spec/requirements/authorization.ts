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
    both.should('http', 'Over HTTP, follow the authorization pages', AUTHORIZATION),
    both.shouldNot('stdio', 'Over stdio, do not follow the authorization pages', AUTHORIZATION),
    both.must('custom', 'Custom transports follow good practice', INSIDE),
  ),
  section(
    'overview',
    other.must('oauth', 'Authorization servers speak OAuth 2.1', AUTHORIZATION),
    other.should(
      'cimd',
      'Authorization servers and clients support client id metadata documents',
      AUTHORIZATION,
    ),
    server.must('resource-metadata', 'Serve protected resource metadata', AUTHORIZATION),
    client.must(
      'resource-metadata-used',
      'Discover authorization servers by protected resource metadata',
      AUTHORIZATION,
    ),
    other.must(
      'as-metadata',
      'Authorization servers offer OAuth metadata or OpenID discovery',
      AUTHORIZATION,
    ),
    client.must('as-metadata-both', 'Clients support OAuth metadata and OpenID discovery', AUTHORIZATION),
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
    server.should('scope-challenge', 'Name the scopes in the challenge', AUTHORIZATION),
    client.mustNot('scope-relation', 'Assume no relation between challenge and scopes_supported', INSIDE),
    client.must('scope-authoritative', 'The scopes of the challenge decide', AUTHORIZATION),
    client.should('scope-kept', 'Ask for earlier scopes again as well', AUTHORIZATION),
    server.should('scope-consistent', 'Build scope sets consistently', AUTHORIZATION),
    client.should('least-privilege', 'Ask only for the scopes that are needed', AUTHORIZATION),
    client.should('scope-order', 'Take scopes from the challenge, else all supported', AUTHORIZATION),
  ),
  section(
    'authorization-response-validation',
    client.must('issuer-recorded', 'Record the issuer before redirecting', INSIDE),
    other.should('iss', 'Send iss in authorization responses', AUTHORIZATION),
    other.must('iss-advertised', 'Advertise that iss is sent', AUTHORIZATION),
    client.must('iss-validated', 'Validate iss before redeeming the code', AUTHORIZATION),
    sentence(
      other.should('iss-future-mention', 'Inclusion of iss is advised today', MENTION),
      other.must('iss-future', 'iss may be demanded in future', MENTION),
    ),
    client.mustNot('iss-normalised', 'Compare iss without normalising', AUTHORIZATION),
    client.mustNot('iss-error-shown', 'If iss differs, do not show the error', SCREEN),
  ),
  section(
    'resource-parameter-implementation',
    client.must('resource-indicators', 'Implement resource indicators', AUTHORIZATION),
    client.must('resource-included', 'Send resource in authorization and token requests', AUTHORIZATION),
    client.must('resource-server', 'resource names the MCP server', AUTHORIZATION),
    client.must('resource-canonical', 'resource is the server’s canonical URI', AUTHORIZATION),
  ),
  section(
    'canonical-server-uri',
    client.should('resource-specific', 'resource is as specific as possible', AUTHORIZATION),
    both.should('resource-upper-case', 'Accept upper case in scheme and host', AUTHORIZATION),
    both.should('resource-slash', 'resource has no slash at its end', AUTHORIZATION),
    client.must('resource-always', 'Send resource whatever the authorization server supports', AUTHORIZATION),
  ),
  section(
    'token-requirements',
    both.must('token-use', 'Handle tokens as OAuth 2.1 says', AUTHORIZATION),
    client.must('token-header', 'Send tokens in the Authorization header', AUTHORIZATION),
    client.must('token-each', 'Send the token on every request', AUTHORIZATION),
    client.mustNot('token-query', 'Never send tokens in the query', AUTHORIZATION),
  ),
  section(
    'token-handling',
    server.must('token-validated', 'Validate access tokens', AUTHORIZATION),
    server.must('token-audience', 'Validate the audience of tokens', TOKENS),
    server.must('token-refused', 'Refuse invalid tokens as OAuth 2.1 says', AUTHORIZATION),
    server.must('token-401', 'Answer invalid tokens with 401', AUTHORIZATION),
    client.mustNot('token-foreign', 'Send no tokens of other issuers', TOKENS),
    server.must('token-own', 'Accept only tokens for oneself', TOKENS),
    server.mustNot('token-other', 'Neither accept nor pass on other tokens', TOKENS),
  ),
  section(
    'refresh-tokens',
    client.must('refresh-confidential', 'Keep refresh tokens confidential', INSIDE),
    client.should('refresh-grant', 'Name refresh_token in grant_types', AUTHORIZATION),
    client.mustNot('refresh-assumed', 'Do not count on a refresh token', ABILITY),
    server.shouldNot('offline-access', 'Name no offline_access in scopes', AUTHORIZATION),
  ),
  section('error-handling', server.must('statuses', 'Answer with 401, 403 and 400 as listed', AUTHORIZATION)),
  section(
    'runtime-insufficient-scope-errors',
    server.should('insufficient-scope', 'Answer too small a scope by 403 and a challenge', AUTHORIZATION),
    server.should('insufficient-scope-named', 'The challenge names the scopes needed', AUTHORIZATION),
    server.should('insufficient-scope-all', 'The challenge names all of them at once', AUTHORIZATION),
    server.should('scope-strategy', 'Name scopes in one consistent way', AUTHORIZATION),
    server.should('scope-experience', 'Choose the scopes with people in mind', INSIDE),
  ),
  section(
    'step-up-authorization-flow',
    client.should('step-up', 'Step up after scope errors, or cope', AUTHORIZATION),
    client.should('step-up-user', 'For a user, step up', AUTHORIZATION),
    sentence(
      client.should('step-up-limit', 'Limit how often to step up', AUTHORIZATION),
      client.should('step-up-tracked', 'Keep track of stepping up', INSIDE),
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
    server.must('servers', 'The metadata names at least one authorization server', AUTHORIZATION),
    sentence(
      client.must('separate', 'Keep registrations apart by server', INSIDE),
      client.mustNot('not-shared', 'Credentials do not carry over', AUTHORIZATION),
    ),
  ),
  section(
    'protected-resource-metadata-discovery-requirements',
    server.must('one-way', 'Offer a challenge header or a well-known URI', AUTHORIZATION),
    sentence(
      client.must('both-ways', 'Support both ways of discovery, header first', AUTHORIZATION),
      client.must('fallback', 'Without header, try the well-known URIs in order', AUTHORIZATION),
    ),
    client.must('challenge-parsed', 'Parse challenges and obey a 401', AUTHORIZATION),
  ),
  section(
    'authorization-server-metadata-discovery',
    client.must('several', 'Try several well-known addresses for the metadata', AUTHORIZATION),
    client.must('with-path', 'Issuer with a path: try three addresses in order', AUTHORIZATION),
    client.must('without-path', 'Issuer without a path: try two addresses', AUTHORIZATION),
    sentence(
      client.must('validated', 'Validate the metadata document', AUTHORIZATION),
      other.must('issuer-equal', 'The issuer in the metadata is that of its address', AUTHORIZATION),
    ),
    client.mustNot('issuer-differs', 'Do not use metadata of another issuer', AUTHORIZATION),
    client.must('issuer-example', 'A foreign issuer is rejected', AUTHORIZATION),
  ),
);

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/authorization/client-registration */
export const registration = page(
  'basic/authorization/client-registration',
  'auth-registration',
  section('', client.should('order', 'Obtain a client id in four ways, in order', AUTHORIZATION)),
  section(
    'client-id-metadata-documents',
    client.should('cimd', 'Support client id metadata documents', AUTHORIZATION),
  ),
  section(
    'implementation-requirements',
    both.must('cimd-rules', 'Follow the rules of client id metadata documents', AUTHORIZATION),
    client.must('cimd-hosted', 'Host the client’s document on https', AUTHORIZATION),
    client.must('cimd-url', 'The client id is an https URL with a path', AUTHORIZATION),
    client.must('cimd-fields', 'The document has id, name and redirects', AUTHORIZATION),
    client.must('cimd-same', 'The id in the document is its address', AUTHORIZATION),
    other.should('cimd-fetched', 'Fetch the document of an id that is a URL', AUTHORIZATION),
    other.must('cimd-checked', 'Check that id and address agree', PROVIDER),
    other.should('cimd-cached', 'Cache documents by HTTP headers', PROVIDER),
    other.must('cimd-redirects', 'Check redirects against the document', PROVIDER),
    other.must('cimd-structure', 'Check the structure of the document', PROVIDER),
    other.should('cimd-security', 'Follow the documents’ security considerations', PROVIDER),
  ),
  section(
    'advertising-cimd-support',
    client.should('cimd-advertised', 'Look whether the server supports such documents', AUTHORIZATION),
  ),
  section('pre-registration', client.should('static', 'Allow static credentials', ABILITY)),
  section(
    'application-type-and-redirect-uri-constraints',
    client.must('application-type', 'Name application_type when registering', AUTHORIZATION),
    client.should('native', 'Local applications register as native', AUTHORIZATION),
    client.should('web', 'Remote applications register as web', AUTHORIZATION),
    client.must('refusal', 'Be ready for a refused registration', ABILITY),
    client.should('refusal-shown', 'Show why a registration was refused', SCREEN),
  ),
  section(
    'authorization-server-binding',
    client.must('keyed', 'Keep credentials by issuer', INSIDE),
    sentence(
      client.mustNot('reused', 'Do not use credentials at another server', AUTHORIZATION),
      client.must('anew', 'Register again with a new server', AUTHORIZATION),
    ),
    client.should('mismatch-shown', 'Report an error rather than use wrong credentials', AUTHORIZATION),
  ),
);

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/authorization/security-considerations */
export const security = page(
  'basic/authorization/security-considerations',
  'auth-security',
  section(
    '',
    both.must('considered', 'Consider the security page', INSIDE),
    both.must('oauth-practices', 'Follow OAuth’s security practices', INSIDE),
  ),
  section(
    'token-audience-binding-and-validation',
    client.must('resource', 'Send resource in authorization and token requests', AUTHORIZATION),
    server.must('audience', 'Tokens are for this server', TOKENS),
  ),
  section(
    'token-theft',
    both.must('storage', 'Store tokens securely', INSIDE),
    other.should('short-lived', 'Issue short-lived tokens', AUTHORIZATION),
    other.must('rotated', 'Rotate refresh tokens of public clients', AUTHORIZATION),
  ),
  section(
    'communication-security',
    both.must('communication', 'Follow OAuth on communication security', AUTHORIZATION),
    other.must('https', 'Authorization endpoints are on https', AUTHORIZATION),
    client.must('redirects', 'Redirects go to localhost or https', AUTHORIZATION),
  ),
  section(
    'authorization-code-protection',
    sentence(
      client.must('pkce', 'Clients use PKCE', AUTHORIZATION),
      client.must('pkce-verified', 'Verify support of PKCE first', AUTHORIZATION),
    ),
    client.must('s256', 'Use PKCE with S256', AUTHORIZATION),
    client.must('pkce-metadata', 'Find out about PKCE by metadata', AUTHORIZATION),
    client.must('pkce-absent', 'No PKCE in OAuth metadata: do not go on', AUTHORIZATION),
    client.must('pkce-openid', 'Look for PKCE in OpenID metadata as well', AUTHORIZATION),
    client.must('pkce-openid-absent', 'No PKCE in OpenID metadata: do not go on', AUTHORIZATION),
    other.must('pkce-advertised', 'OpenID providers advertise PKCE', AUTHORIZATION),
  ),
  section(
    'open-redirection',
    client.must('registered', 'Register redirects at the authorization server', AUTHORIZATION),
    other.must('exact', 'Compare redirects exactly', PROVIDER),
    client.should('state', 'Use and verify state', AUTHORIZATION),
    other.must('untrusted', 'Do not redirect to untrusted addresses', PROVIDER),
    other.should('automatic', 'Redirect unasked only to trusted addresses', PROVIDER),
  ),
  section(
    'client-id-metadata-document-security',
    other.must('cimd', 'Consider the security of client id metadata documents', PROVIDER),
  ),
  section(
    'authorization-server-abuse-protection',
    other.should('ssrf', 'Consider server-side request forgery', PROVIDER),
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
    server.must('guidelines', 'Validate tokens as OAuth 2.1 says', AUTHORIZATION),
    sentence(
      server.must('own', 'Accept only tokens for oneself', TOKENS),
      server.must('audience-refused', 'Refuse tokens for anyone else', TOKENS),
    ),
    server.mustNot('passed-through', 'Do not pass a token on', INSIDE),
    client.must('resource-implemented', 'Implement the resource parameter', AUTHORIZATION),
  ),
);

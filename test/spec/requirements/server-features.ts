import { ABILITY, INSIDE, client, both, invisible, page, section, sentence, server } from './requirement.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/server/discover */
export const discover = page(
  'server/discover',
  'discover',
  section('', server.must('implemented', 'Implement server/discover', 'discover.not-implemented')),
  section(
    'when-to-call',
    client.should('probe', 'On stdio, ask server/discover first if of both eras', 'stdio.no-probe'),
  ),
  section(
    'discoverresult',
    server.should('server-info', 'Include serverInfo', 'meta.server-info-missing'),
    sentence(
      client.shouldNot('info-behaviour', 'Do not act upon serverInfo', INSIDE),
      client.shouldNot('info-security', 'Do not decide on security by serverInfo', INSIDE),
    ),
  ),
);

/** https://modelcontextprotocol.io/specification/2026-07-28/server/prompts */
export const prompts = page(
  'server/prompts',
  'prompt',
  section('', client.must('meta', 'Required _meta on every request', 'meta.required-missing')),
  section(
    'capabilities',
    server.must('declared', 'Declare prompts', 'capability.not-declared'),
    server.must('listed', 'Whoever declares them lists them', 'capability.declared-not-served'),
    server.mustNot('varies', 'The set does not vary by connection or history', 'list.varies'),
  ),
  section(
    'list-changed-notification',
    server.should('changed', 'Announce changes of the list', 'list.change-not-announced'),
  ),
  section('image-content', server.must('image', 'Images in Base64 with a MIME type', 'content.not-base64')),
  section('audio-content', server.must('audio', 'Sounds in Base64 with a MIME type', 'content.not-base64')),
  section(
    'embedded-resources',
    server.must(
      'embedded',
      'Embedded resources have URI, type, and text or blob',
      'content.resource-incomplete',
    ),
  ),
  section(
    'error-handling',
    server.should('errors', 'Standard errors for common failures', [
      'error.code-not-standard',
      'error.no-json-rpc-body',
    ]),
  ),
  section(
    'implementation-considerations',
    server.should('arguments', 'Validate the arguments of a prompt', 'prompt.required-argument-ignored'),
    client.should('pages', 'Cope with pages of prompts', ABILITY),
    both.should('negotiation', 'Keep to what was declared', 'capability.not-offered-used'),
  ),
  section('security', both.must('validated', 'Validate what goes in and comes out', INSIDE)),
);

const SCHEME = invisible('Whether a client could fetch it by itself depends on the client and the network.');

/** https://modelcontextprotocol.io/specification/2026-07-28/server/resources */
export const resources = page(
  'server/resources',
  'resource',
  section('', client.must('meta', 'Required _meta on every request', 'meta.required-missing')),
  section(
    'capabilities',
    server.must('declared', 'Declare resources', 'capability.not-declared'),
    server.must('listed', 'Whoever declares them lists them', 'capability.declared-not-served'),
    server.mustNot('varies', 'The set does not vary by connection or history', 'list.varies'),
  ),
  section(
    'list-changed-notification',
    server.should('changed', 'Announce changes of the list', 'list.change-not-announced'),
  ),
  section(
    'https%2F%2F',
    server.should('https', 'Use https only for what clients can fetch', SCHEME),
    server.should('other-scheme', 'Use another scheme for everything else', SCHEME),
  ),
  section('custom-uri-schemes', server.must('uri', 'URIs follow RFC 3986', 'resource.uri-invalid')),
  section(
    'error-handling',
    server.must('not-found', 'Unknown resources: -32602', 'error.code-retired'),
    server.should('internal', 'Internal errors: -32603', invisible('What went wrong inside is not seen.')),
    client.should('old-code', 'Accept -32002 as not found as well', ABILITY),
    server.mustNot('empty', 'No empty contents for unknown resources', 'resource.empty-contents'),
  ),
  section(
    'security-considerations',
    server.must('uri-validated', 'Validate URIs', INSIDE),
    server.should('access', 'Control access to what is sensitive', INSIDE),
    server.must('binary', 'Encode binary data properly', 'content.not-base64'),
    server.should('permissions', 'Check permissions before operations', INSIDE),
    server.must('paths', 'No way out of a directory', INSIDE),
  ),
);

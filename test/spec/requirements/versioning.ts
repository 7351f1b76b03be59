import { INSIDE, PAPER, both, client, invisible, other, page, section, server } from './requirement.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/versioning */
export const versioning = page(
  'basic/versioning',
  'version',
  section(
    'protocol-version-negotiation',
    server.must(
      'unsupported',
      'Unknown revisions get an error with the supported ones',
      'version.unsupported-accepted',
    ),
    client.should(
      'retry',
      'Retry with a common revision, or tell the user',
      invisible('A client that does not retry may have told its user, which is as good.'),
    ),
    server.must('discover', 'Implement server/discover', 'discover.not-implemented'),
  ),
  section(
    'extension-negotiation',
    both.must('extension-id', 'Extension ids follow the key rules, with prefix', 'extension.id-malformed'),
    both.must('extension-one-sided', 'Without agreement fall back or refuse', 'extension.not-in-force'),
    other.should('extension-fallback', 'Extensions document their fallback', PAPER),
  ),
  section(
    'backward-compatibility-with-initialization-based-versions',
    client.should('era-kept', 'Keep the verdict on the era', INSIDE),
    server.should(
      'initialize-error',
      'Name the revisions when refusing initialize',
      'legacy.initialize-error',
    ),
  ),
  section(
    'compatibility-matrix',
    client.should('stdio-probe', 'On stdio, server/discover first', 'stdio.no-probe'),
  ),
);

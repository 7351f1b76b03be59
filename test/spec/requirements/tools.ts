import { INSIDE, SCREEN, client, page, section, server } from './requirement.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/server/tools */
export const tools = page(
  'server/tools',
  'tool',
  section('', client.must('meta', 'Required _meta on every request', 'meta.required-missing')),
  section(
    'user-interaction-model',
    client.should('human', 'A person can deny a tool call', SCREEN),
    client.should('shown', 'Show tools, calls and confirmations', SCREEN),
  ),
  section(
    'capabilities',
    server.must('declared', 'Declare tools', 'capability.not-declared'),
    server.must('listed', 'Whoever declares them lists them', 'capability.declared-not-served'),
    server.mustNot('varies', 'The set does not vary by connection or history', 'list.varies'),
    server.should('order', 'List tools in the same order each time', 'list.order-changes'),
  ),
  section('input-required-tool-results', client.must('retry-id', 'A retry has a new id', 'retry.id-reused')),
  section(
    'list-changed-notification',
    server.should('changed', 'Announce changes of the list', 'list.change-not-announced'),
  ),
  section(
    'tool',
    server.must('schema', 'inputSchema is a valid schema object', 'tool.schema-invalid'),
    client.must('annotations', 'Distrust annotations of tools', INSIDE),
  ),
  section(
    'tool-names',
    server.should('name-length', 'Tool names have 1 to 128 characters', 'tool.name'),
    client.should('name-case', 'Names are case-sensitive', INSIDE),
    server.should('name-characters', 'Tool names of letters, digits, _, - and dot only', 'tool.name'),
    server.shouldNot('name-special', 'No spaces, commas and the like in tool names', 'tool.name'),
    server.should('name-unique', 'Tool names are unique within a server', 'tool.name-duplicate'),
    client.should('name-prefix', 'Tell servers’ names apart when joining them', INSIDE),
    client.shouldNot('server-name', 'Do not tell servers apart by the name in serverInfo', INSIDE),
  ),
  section(
    'x-mcp-header',
    server.mustNot('header-empty', 'x-mcp-header is not empty', 'tool.param-header-invalid'),
    server.must('header-token', 'x-mcp-header is a token of HTTP', 'tool.param-header-invalid'),
    server.mustNot('header-control', 'x-mcp-header has no control characters', 'tool.param-header-invalid'),
    server.must('header-unique', 'x-mcp-header is unique whatever the case', 'tool.param-header-invalid'),
    server.must(
      'header-primitive',
      'x-mcp-header on integer, text and boolean only',
      'tool.param-header-invalid',
    ),
    client.must('header-integer', 'Integers in headers stay within the safe range', 'header.integer-unsafe'),
    server.must(
      'header-reachable',
      'x-mcp-header is reached through properties only',
      'tool.param-header-invalid',
    ),
    client.must('header-rejected', 'Reject tools with an invalid x-mcp-header', 'client.calls-invalid-tool'),
    client.must('header-excluded', 'Leave such tools out of the list', 'client.calls-invalid-tool'),
    client.should('header-warned', 'Log why a tool was rejected', INSIDE),
    server.shouldNot('header-secret', 'No secrets in x-mcp-header parameters', 'tool.param-header-sensitive'),
  ),
  section(
    'embedded-resources',
    server.should('embedded', 'Whoever embeds resources has resources', 'content.resource-undeclared'),
  ),
  section(
    'structured-content',
    server.should('text-too', 'Give structured results as text, too', 'tool.structured-without-text'),
  ),
  section(
    'output-schema',
    server.must('output', 'Structured results fit the output schema', 'tool.output-schema-broken'),
    client.should('output-validated', 'Validate results by the output schema', INSIDE),
  ),
  section('error-handling', client.should('errors-to-model', 'Show tool errors to the model', INSIDE)),
  section(
    'security-considerations',
    server.must('server-care', 'Validate inputs, control, limit, sanitise', 'tool.input-not-validated'),
    client.should('client-care', 'Confirm, show, validate, time out, log', SCREEN),
  ),
);

import {
  ADVICE,
  INSIDE,
  MEANING,
  SCREEN,
  both,
  client,
  invisible,
  page,
  section,
  sentence,
  server,
} from './requirement.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/client/roots */
export const roots = page(
  'client/roots',
  'root',
  section(
    '',
    sentence(
      both.shouldNot('adopt', 'Do not adopt roots', ADVICE),
      both.should('migrate', 'Use parameters, URIs or configuration', ADVICE),
    ),
  ),
  section(
    'capabilities',
    client.must('declared', 'Declare roots on each request', 'capability.answered-undeclared'),
  ),
  section('root', client.must('file', 'Roots are file URIs', 'root.not-file-uri')),
  section(
    'security-considerations',
    client.must('client-care', 'Expose, validate, control, monitor', INSIDE),
    server.should('server-care', 'Keep to the roots, cope with their loss', INSIDE),
  ),
  section(
    'implementation-guidelines',
    client.should('consent', 'Ask people before exposing roots', SCREEN),
    server.should('checked', 'Check the capability; respect; cache', 'input.undeclared-capability'),
  ),
);

/** https://modelcontextprotocol.io/specification/2026-07-28/client/sampling */
export const sampling = page(
  'client/sampling',
  'sampling',
  section(
    '',
    sentence(
      both.shouldNot('adopt', 'Do not adopt sampling', ADVICE),
      both.should('migrate', 'Use the API of a model provider', ADVICE),
    ),
  ),
  section(
    'user-interaction-model',
    client.should('human', 'A person can deny sampling', SCREEN),
    client.should('review', 'Let prompts and answers be reviewed', SCREEN),
  ),
  section(
    'tools-in-sampling',
    client.must('tools-declared', 'Declare sampling.tools to get them', 'capability.answered-undeclared'),
    server.mustNot('tools-undeclared', 'No tools in sampling unless declared', 'input.undeclared-capability'),
  ),
  section(
    'capabilities',
    client.must('declared', 'Declare sampling on each request', 'capability.answered-undeclared'),
    sentence(
      server.should('context-avoided', 'Avoid the deprecated includeContext', 'sampling.include-context'),
      server.shouldNot(
        'context-undeclared',
        'No deprecated includeContext unless declared',
        'sampling.include-context-undeclared',
      ),
    ),
  ),
  section(
    'tool-result-messages',
    server.must('results-alone', 'Tool results stand alone in their message', 'sampling.tool-results-mixed'),
  ),
  section(
    'tool-use-and-result-balance',
    server.must('balance', 'Each tool use has its result next', 'sampling.tool-use-unanswered'),
  ),
  section(
    'tool-choice-modes',
    client.must('choice-required', 'Tool choice required: a tool is used', 'sampling.tool-choice-ignored'),
    client.mustNot('choice-none', 'Tool choice none: no tool is used', 'sampling.tool-choice-ignored'),
  ),
  section(
    'messages',
    both.must('message-shape', 'Messages have role and content', 'message.schema'),
    client.shouldNot('retained', 'Do not keep messages between requests', INSIDE),
  ),
  section(
    'sampling-parameters',
    client.must('max-tokens', 'Keep to maxTokens', invisible('Tokens are counted by the model alone.')),
  ),
  section(
    'security-considerations',
    client.should('approval', 'Let people approve sampling', SCREEN),
    both.should('validated', 'Validate the content of messages', INSIDE),
    client.should('hints', 'Respect model hints', INSIDE),
    client.should('limited', 'Limit the rate of sampling', INSIDE),
    both.must('sensitive', 'Handle sensitive data properly', MEANING),
    server.must('tool-use', 'Answer each tool use, with results only', [
      'sampling.tool-use-unanswered',
      'sampling.tool-results-mixed',
    ]),
    both.should('loops', 'Limit the rounds of tool loops', INSIDE),
  ),
);

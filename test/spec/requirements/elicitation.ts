import {
  ABILITY,
  INSIDE,
  SCREEN,
  client,
  invisible,
  page,
  section,
  sentence,
  server,
} from './requirement.ts';

const ELSEWHERE = invisible('Happens between the person, a browser and other servers, past the recording.');

/** https://modelcontextprotocol.io/specification/2026-07-28/client/elicitation */
export const elicitation = page(
  'client/elicitation',
  'elicit',
  section(
    'user-interaction-model',
    server.mustNot('no-secrets', 'Do not ask for secrets by form', 'elicit.sensitive-form'),
    server.must('secrets-by-url', 'Ask for secrets by URL', 'elicit.sensitive-form'),
    client.must('clear-screen', 'Show who asks; let people decline, review, consent', SCREEN),
  ),
  section(
    'capabilities',
    client.must('declared', 'Declare elicitation on each request', 'capability.answered-undeclared'),
    client.must('one-mode', 'Whoever declares elicitation supports a mode', 'elicit.no-mode'),
    server.mustNot(
      'mode-unsupported',
      'Use only modes that the client supports',
      'input.undeclared-capability',
    ),
  ),
  section(
    'elicitation-requests',
    server.must('parameters', 'Each elicitation has mode and message', 'message.schema'),
    client.must('mode-default', 'An elicitation without mode is a form', ABILITY),
  ),
  section(
    'form-mode-elicitation-requests',
    server.must('form', 'A form has mode form or none, and a schema', 'message.schema'),
  ),
  section('requested-schema', client.should('defaults', 'Fill defaults into the form', SCREEN)),
  section(
    'url-mode-elicitation-requests',
    server.must('url-mode', 'A URL elicitation has mode, message and url', 'message.schema'),
    server.must('url-valid', 'The URL of an elicitation is valid', 'elicit.url-invalid'),
  ),
  section('example-request-sensitive-data', client.should('controls', 'Let people retry or cancel', SCREEN)),
  section(
    'statefulness',
    server.must('state-bound', 'Bind stored state to the user', INSIDE),
    server.must('state-protected', 'Protect stored state', INSIDE),
    server.must('user-from-token', 'Know the user by authorization', INSIDE),
  ),
  section(
    'url-mode-elicitation-for-oauth-flows',
    server.mustNot('not-authorization', 'Do not authorize users for oneself by URL', INSIDE),
  ),
  section(
    'understanding-the-distinction',
    server.mustNot('third-party-transit', 'No foreign credentials through the client', ELSEWHERE),
    server.mustNot('client-credentials', 'No client’s credentials elsewhere', ELSEWHERE),
    server.must('direct', 'The user authorizes the server directly', ELSEWHERE),
    server.mustNot('third-party-sent', 'Do not hand on what was obtained', ELSEWHERE),
  ),
  section(
    'error-handling',
    sentence(
      server.shouldNot('success-assumed', 'Do not count on an elicitation’s success', INSIDE),
      server.must('declined', 'Cope with decline, cancel and failure', ABILITY),
    ),
  ),
  section(
    'security-considerations',
    server.must('bound', 'Bind requests to client and user', INSIDE),
    client.must('who-asks', 'Show which server asks', SCREEN),
    client.should('approval', 'Let people approve elicitations', SCREEN),
    client.should('decline', 'Let people decline at any time', SCREEN),
    client.should('why', 'Show what is asked and why', SCREEN),
  ),
  section(
    'safe-url-handling',
    server.mustNot('url-sensitive', 'Nothing sensitive in an elicitation’s URL', 'elicit.url-sensitive'),
    server.mustNot('url-authenticated', 'No pre-authenticated URL in an elicitation', 'elicit.url-sensitive'),
    server.shouldNot('url-in-form', 'No URLs to click in forms', 'elicit.url-in-form'),
    server.should('https', 'Use https outside development', 'elicit.url-not-https'),
    client.must('careful', 'Handle URLs with care', SCREEN),
    client.mustNot('prefetch', 'Do not fetch the URL beforehand', ELSEWHERE),
    client.mustNot('consent', 'Do not open the URL without consent', SCREEN),
    client.must('whole-url', 'Show the whole URL first', SCREEN),
    client.must('safe-browser', 'Open the URL out of reach of client and model', SCREEN),
    client.should('domain', 'Emphasise the domain of the URL', SCREEN),
    client.should('suspicious', 'Warn of suspicious addresses', SCREEN),
    client.shouldNot('clickable', 'Only the url field is clickable', SCREEN),
  ),
  section(
    'identifying-the-user',
    server.mustNot('claimed-identity', 'Do not believe a claimed identity', INSIDE),
    server.should('best-practices', 'Follow the security practices', INSIDE),
  ),
  section(
    'form-mode-security',
    server.mustNot('form-secrets', 'Do not ask for passwords and keys by form', 'elicit.sensitive-form'),
    client.should('response-validated', 'Validate answers to a form', 'elicit.response-invalid'),
    server.should('data-validated', 'Validate the data of a form', 'elicit.response-not-validated'),
  ),
  section(
    'phishing',
    server.must('opener', 'Verify who opens the URL', ELSEWHERE),
    server.must('same-user', 'Whoever opens the URL began the request', ELSEWHERE),
    server.must('url-changed', 'Know the user even if the URL was changed', ELSEWHERE),
  ),
);

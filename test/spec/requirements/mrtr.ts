import { INSIDE, client, invisible, page, section, sentence, server } from './requirement.ts';

const STATE = invisible(
  'Only the server knows what its state is worth; that a changed one is accepted proves nothing.',
);

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/mrtr */
export const mrtr = page(
  'basic/patterns/mrtr',
  'mrtr',
  section(
    '',
    server.must('only-way', 'Ask clients in results only', 'request.from-server'),
    client.must('meta', 'Required _meta on every request', 'meta.required-missing'),
  ),
  section(
    'inputrequiredresult',
    client.mustNot('state-opaque', 'Leave requestState alone', 'retry.state-changed'),
  ),
  section(
    'supported-requests',
    server.mustNot(
      'other-requests',
      'Ask for input only on the three methods listed',
      'input.on-wrong-request',
    ),
  ),
  section(
    'server-requirements-basic-workflow',
    server.must('keys-unique', 'Keys of inputRequests are unique', 'input.duplicate-key'),
    server.must('kinds', 'inputRequests holds elicitation, sampling and roots only', 'input.unknown-kind'),
    server.must('state-untrusted', 'Distrust a requestState', STATE),
    sentence(
      server.must('state-protected', 'Protect the integrity of a requestState where it matters', STATE),
      server.must('state-rejected', 'Reject a requestState that fails verification', STATE),
    ),
    server.should('state-bound', 'Bind a requestState to principal, expiry and request', STATE),
    server.must('state-once', 'Enforce single use of a requestState where needed', STATE),
    server.must('not-empty', 'An input_required result has inputRequests or requestState', 'input.empty'),
    server.mustNot('undeclared', 'Ask only for what the client declared', 'input.undeclared-capability'),
    server.mustNot('undeclared-elicitation', 'No elicitation unless declared', 'input.undeclared-capability'),
    server.mustNot('no-assumption', 'Do not count on a retry', INSIDE),
  ),
  section(
    'client-requirements-basic-workflow',
    client.must('fulfilled', 'Gather the input before the retry', 'retry.input-missing'),
    client.must('state-echoed', 'Send back the exact requestState', 'retry.state-changed'),
    client.mustNot('state-untouched', 'Do not read or change a requestState', 'retry.state-changed'),
    client.mustNot('state-invented', 'No requestState where none was given', 'retry.state-invented'),
    client.must('new-id', 'A retry has a new id', 'retry.id-reused'),
    client.mustNot('own-request', 'Input and state serve no other request', 'retry.foreign-input'),
  ),
  section(
    'error-handling',
    server.should('validated', 'Validate inputResponses', INSIDE),
    server.should('protocol-error', 'Protocol errors as JSON-RPC errors', 'error.no-json-rpc-body'),
    server.should('unexpected-ignored', 'Ignore unexpected input', INSIDE),
    server.should('asked-again', 'Ask again for missing input', 'input.not-asked-again'),
  ),
  section(
    'security-considerations',
    server.must('state-validated', 'Validate a requestState as demanded above', STATE),
  ),
);

import {
  ABILITY,
  INSIDE,
  SCREEN,
  both,
  client,
  invisible,
  page,
  section,
  sentence,
  server,
} from './requirement.ts';

const UNENDING = invisible('A recording that ends says nothing about what a client did afterwards.');

/** https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md */
export const tasks = page(
  'tasks',
  'task',
  section(
    'capability-negotiation',
    server.mustNot('undeclared', 'No task for a request that did not declare it', 'task.undeclared'),
    client.must('both-shapes', 'Expect a task or a result', ABILITY),
    client.must('unsupported-request', 'A task for another method is invalid', 'task.unsupported-followed'),
    server.must('task-only', 'If only a task will do: -32021', 'task.undeclared'),
  ),
  section('supported-methods', both.should('future', 'Be ready for further methods', INSIDE)),
  section(
    'polymorphic-results',
    server.must('result-type', 'CreateTaskResult has resultType task', [
      'task.result-type',
      'result.result-type-missing',
    ]),
    server.mustNot('result-type-other', 'No other result has resultType task', 'task.result-type-elsewhere'),
  ),
  section(
    'task-status',
    server.mustNot('failed', 'Status failed is for JSON-RPC errors only', 'task.failed-misused'),
  ),
  section(
    'task-creation',
    server.mustNot('durable', 'Give out a task only once tasks/get finds it', [
      'task.handed-early',
      'task.unknown-elsewhere',
    ]),
    server.must('consistent', 'Wait for consistency before giving out a task', [
      'task.handed-early',
      'task.unknown-elsewhere',
    ]),
    server.should(
      'rounds-first',
      'Ask for input before making the task',
      invisible('Whether a question came up before or during the work is known to the server alone.'),
    ),
  ),
  section(
    'task-polling',
    client.should('interval', 'Poll no faster than pollIntervalMs', 'task.polled-early'),
    client.should('polls-on', 'Poll until the end, or cancel', UNENDING),
    client.should('persisted', 'Keep task ids on disk', INSIDE),
  ),
  section(
    'response',
    server.must('get', 'Answer tasks/get by status', [
      'task.terminal-left',
      'task.updated-back',
      'task.gone-early',
      'task.past-ttl',
      'task.other-id',
    ]),
    server.must('get-working', 'tasks/get: a working task as such', ['message.schema', 'task.terminal-left']),
    server.must('get-input', 'tasks/get: input_required comes with inputRequests', 'task.input-missing'),
    server.must(
      'get-input-all',
      'tasks/get: inputRequests holds all that are open',
      invisible('Which requests are open is known to the server alone.'),
    ),
    server.must('get-completed', 'tasks/get: completed comes with the result', 'task.result-missing'),
    server.must('get-cancelled', 'tasks/get: a cancelled task as such', [
      'message.schema',
      'task.terminal-left',
    ]),
    server.must('get-failed', 'tasks/get: failed comes with the error', 'task.error-missing'),
    server.must('get-result-type', 'tasks/get: resultType is complete', [
      'task.get-result-type',
      'result.result-type-missing',
    ]),
  ),
  section(
    'task-update-requests',
    client.should('fulfils', 'Answer open inputRequests by tasks/update', UNENDING),
    client.should('observes', 'After an update, watch the task until its end', UNENDING),
    client.must('same-trust', 'Treat a task’s inputRequests as any request of a server', SCREEN),
    client.should('deduplicated', 'Show each request of a task once', SCREEN),
    server.must('keys-unique', 'Keys of inputRequests are unique for a task’s life', [
      'task.key-changed',
      'task.key-reused',
    ]),
    sentence(
      server.mustNot('key-reused', 'No key of inputRequests again after its answer', 'task.key-reused'),
      server.mustNot('key-twice', 'No key of inputRequests for two requests', 'task.key-changed'),
    ),
  ),
  section(
    'response-1',
    server.must('update-empty', 'Acknowledge an update with an empty result', 'task.ack-not-empty'),
    server.should('update-unknown', 'tasks/update of an unknown task: an error', 'task.unknown-accepted'),
    client.should('answered-once', 'Answer a request once only', 'task.answer-not-open'),
    server.should('extra-ignored', 'Ignore answers to keys that are not open', 'task.extra-refused'),
    server.must('update-result-type', 'tasks/update: resultType is complete', [
      'task.ack-result-type',
      'result.result-type-missing',
    ]),
  ),
  section(
    'task-cancellation',
    client.mustNot(
      'cancelled-notification',
      'No notifications/cancelled for tasks',
      'task.cancelled-by-notification',
    ),
  ),
  section(
    'response-2',
    server.must('cancel-empty', 'Acknowledge a cancel with an empty result', 'task.ack-not-empty'),
    server.should('cancel-unknown', 'tasks/cancel of an unknown task: an error', 'task.unknown-accepted'),
    server.must('cancel-result-type', 'tasks/cancel: resultType is complete', [
      'task.ack-result-type',
      'result.result-type-missing',
    ]),
  ),
  section(
    'task-status-notifications',
    server.must('listen-undeclared', 'An error for taskIds without the extension', 'task.listen-undeclared'),
    server.mustNot(
      'other-notifications',
      'No progress or logs on a task’s subscription',
      'stream.notification-wrong-stream',
    ),
  ),
  section(
    'streamable-http-routing-headers',
    client.must('name-header', 'Mcp-Name of task requests is the task id', 'task.name-header'),
  ),
  section(
    'protocol-errors',
    server.must('errors', 'Answer protocol errors by standard codes', [
      'task.unknown-code',
      'task.undeclared-served',
    ]),
    server.must('get-unknown', '-32602 for tasks/get of an unknown task', 'task.unknown-code'),
    server.should('others-unknown', '-32602 for update and cancel of an unknown task', 'task.unknown-code'),
    server.must('listen-undeclared-code', '-32021 for listening undeclared', 'task.listen-undeclared'),
    server.must('undeclared-code', '-32021 for task methods undeclared', 'task.undeclared-served'),
    server.should(
      'informative',
      'Messages that tell the cause',
      invisible('Whether a text informs is for people.'),
    ),
  ),
  section(
    'task-execution-errors',
    sentence(
      server.should('failed-message', 'A failed task has a statusMessage', 'task.failed-message'),
      server.must('failed-error', 'A failed task has its error', 'task.error-missing'),
    ),
    server.mustNot('failed-tool', 'A tool’s own error does not fail the task', 'task.failed-misused'),
    server.must('completed-tool', 'A tool’s own error completes the task', 'task.failed-misused'),
    server.must('same-error', 'The error of a task is that of its request', [
      'task.error-missing',
      'task.result-changed',
    ]),
    server.must('same-result', 'The result of a task is that of its request', [
      'task.result-changed',
      'task.result-shape',
      'task.inlined-result-type',
    ]),
  ),
  section(
    'security-considerations',
    server.must('unguessable', 'Task ids cannot be guessed', 'task.guessable-id'),
    server.must('authorized', 'Check access to a task on each request', INSIDE),
    client.must('trust', 'No higher trust for input requests of tasks', SCREEN),
  ),
);

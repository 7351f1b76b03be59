import type { FeatureId } from '../../../shared/spec/deprecations.ts';

/** What each side has to do about a feature that it uses: one sentence each. */
export const STEPS: Readonly<Record<FeatureId, Readonly<Partial<Record<'client' | 'server', string>>>>> = {
  roots: {
    client: 'Offer folders as arguments, resource URIs or configuration, and declare roots no more.',
    server: 'Take folders as arguments, resource URIs or configuration instead of asking for roots.',
  },
  sampling: {
    client: 'Declare sampling no more once no server needs it.',
    server: 'Call a model provider’s API instead of asking the client.',
  },
  logging: {
    client: 'Ask for no log level; take logs from stderr or OpenTelemetry.',
    server: 'Log to stderr (stdio) or by OpenTelemetry, and advertise logging no more.',
  },
  'dynamic-client-registration': {
    client: 'Use the address of a client ID metadata document as client_id.',
    server: 'Take client ID metadata documents, and say so in the authorization server’s metadata.',
  },
  'include-context': {
    client: 'Declare sampling.context no more.',
    server: 'Leave includeContext out or say "none".',
  },
  'http-sse': {
    client: 'Use Streamable HTTP.',
    server: 'Serve Streamable HTTP.',
  },
  initialize: {
    client: 'Say revision and capabilities in the _meta of each request, without a handshake.',
    server: 'Answer requests without a handshake, and implement server/discover.',
  },
  'session-id': {
    client: 'Do without a session: give handles that the server minted as arguments.',
    server: 'Keep nothing in a session: hand out handles that come back as arguments.',
  },
  'get-stream': {
    client: 'Open subscriptions/listen instead of a GET stream.',
    server: 'Implement subscriptions/listen instead of the GET stream.',
  },
  'last-event-id': {
    client: 'Send a request whose stream broke again, with a new id.',
    server: 'Count on no stream being taken up again: be ready for the request to come anew.',
  },
  ping: {
    client: 'Ask server/discover where you pinged.',
    server: 'Ping no more; keep streams alive with SSE comments.',
  },
  'set-level': {
    client: 'Put the log level into the _meta of the requests that want logs, or do without Logging.',
    server: 'Do without logging/setLevel.',
  },
  'resources-subscribe': { client: 'Name resources in subscriptions/listen.' },
  'resources-unsubscribe': { client: 'Close the stream of subscriptions/listen.' },
  'roots-list-changed': { client: 'Tell of changed roots no more.' },
  'elicitation-complete': {
    server: 'Tell of no completed elicitation; answer the retried request instead.',
  },
  'elicitation-id': { server: 'Keep your id in requestState instead of elicitationId.' },
  'core-tasks': {
    client: 'Declare the extension io.modelcontextprotocol/tasks instead of asking for tasks.',
    server: 'Offer tasks by the extension io.modelcontextprotocol/tasks.',
  },
  'tasks-list': { client: 'Keep the ids of your tasks yourself.' },
  'tasks-result': { client: 'Poll tasks/get for the result.' },
  'error-32002': { server: 'Answer a resource that does not exist with -32602.' },
  'error-32042': { server: 'Answer with input_required instead of the error -32042.' },
  'server-requests': {
    server: 'Ask for input in a result of the type input_required instead of sending requests.',
  },
  batches: {
    client: 'Send each message by itself.',
    server: 'Send each message by itself.',
  },
};

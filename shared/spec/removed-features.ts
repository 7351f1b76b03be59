import type { Feature } from '../model/deprecation.ts';

const SPEC = 'https://modelcontextprotocol.io/specification';
const CHANGELOG = `${SPEC}/2026-07-28/changelog#major-changes`;

/**
 * What 2026-07-28 has no more, and batches, which went earlier.
 * Sources: https://modelcontextprotocol.io/specification/2026-07-28/changelog,
 * https://modelcontextprotocol.io/specification/2025-06-18/changelog
 */
export const REMOVED_FEATURES = [
  {
    id: 'initialize',
    title: 'Handshake (initialize)',
    state: 'removed',
    since: '2026-07-28',
    side: 'both',
    explanation: 'A session began with initialize and notifications/initialized.',
    migration:
      'Clients say their revision and capabilities in the _meta of each request. Servers answer each request by itself, ' +
      'and server/discover for who wants to know first.',
    before: `{ "method": "initialize", "params": { "protocolVersion": "2025-11-25", "capabilities": {} } }
{ "method": "notifications/initialized" }`,
    after: `{ "method": "tools/list", "params": { "_meta": {
  "io.modelcontextprotocol/protocolVersion": "2026-07-28",
  "io.modelcontextprotocol/clientCapabilities": {} } } }`,
    link: CHANGELOG,
  },
  {
    id: 'session-id',
    title: 'Mcp-Session-Id',
    state: 'removed',
    since: '2026-07-28',
    side: 'both',
    explanation:
      'The server gave out a session’s id, the client sent it with each request and ended it with DELETE.',
    migration:
      'What has to last beyond one request gets a handle of its own, which the server hands out and the client gives ' +
      'back as an argument.',
    before: `Mcp-Session-Id: 1868a90c
{ "method": "tools/call", "params": { "name": "basket_add", "arguments": { "sku": "TEA-001" } } }`,
    after: `{ "method": "tools/call", "params": { "name": "basket_add",
  "arguments": { "basket": "b-42", "sku": "TEA-001" } } }`,
    link: CHANGELOG,
  },
  {
    id: 'get-stream',
    title: 'GET stream',
    state: 'removed',
    since: '2026-07-28',
    side: 'both',
    explanation: 'A GET to the endpoint opened a stream for what the server had to say unasked.',
    migration: 'Send subscriptions/listen by POST: its answer is the stream, with what was asked for.',
    before: `GET /mcp
Accept: text/event-stream`,
    after: `POST /mcp
Mcp-Method: subscriptions/listen
{ "method": "subscriptions/listen", "params": { "notifications": { "toolsListChanged": true } } }`,
    link: `${SPEC}/2026-07-28/basic/patterns/subscriptions`,
  },
  {
    id: 'last-event-id',
    title: 'Last-Event-ID and SSE event ids',
    state: 'removed',
    since: '2026-07-28',
    side: 'both',
    explanation: 'A stream that broke was taken up again after the last event that had come.',
    migration:
      'Send the request again, with a new id. Work that takes long becomes a task (Tasks extension).',
    before: `GET /mcp
Last-Event-ID: 17`,
    after: `POST /mcp
{ "id": 18, "method": "tools/call", … }   (the same call with a new id)`,
    link: CHANGELOG,
  },
  {
    id: 'ping',
    title: 'ping',
    state: 'removed',
    since: '2026-07-28',
    side: 'both',
    explanation: 'Each side could ask the other whether it is still there.',
    migration:
      'To see whether a server answers, ask server/discover. Streams are kept alive by SSE comments.',
    before: `{ "method": "ping" }`,
    after: `{ "method": "server/discover", "params": { "_meta": { … } } }`,
    link: CHANGELOG,
  },
  {
    id: 'set-level',
    title: 'logging/setLevel',
    state: 'removed',
    since: '2026-07-28',
    side: 'both',
    explanation: 'The client set the log level of its session.',
    migration: 'Say the level in the _meta of each request that wants logs; Logging itself is deprecated.',
    before: `{ "method": "logging/setLevel", "params": { "level": "info" } }`,
    after: `"_meta": { "io.modelcontextprotocol/logLevel": "info" }`,
    link: `${SPEC}/2026-07-28/server/utilities/logging#per-request-log-level`,
  },
  {
    id: 'resources-subscribe',
    title: 'resources/subscribe',
    state: 'removed',
    since: '2026-07-28',
    side: 'both',
    explanation: 'The client asked to be told of changes of one resource, for the rest of its session.',
    migration: 'Name the resources in subscriptions/listen.',
    before: `{ "method": "resources/subscribe", "params": { "uri": "config://shop" } }`,
    after: `{ "method": "subscriptions/listen",
  "params": { "notifications": { "resourceSubscriptions": ["config://shop"] } } }`,
    link: `${SPEC}/2026-07-28/basic/patterns/subscriptions`,
  },
  {
    id: 'resources-unsubscribe',
    title: 'resources/unsubscribe',
    state: 'removed',
    since: '2026-07-28',
    side: 'both',
    explanation: 'The client did not want to be told of a resource any more.',
    migration: 'End the stream of subscriptions/listen, and open another one for what is still wanted.',
    before: `{ "method": "resources/unsubscribe", "params": { "uri": "config://shop" } }`,
    after: 'Close the response stream of subscriptions/listen (stdio: notifications/cancelled).',
    link: `${SPEC}/2026-07-28/basic/patterns/subscriptions`,
  },
  {
    id: 'roots-list-changed',
    title: 'notifications/roots/list_changed',
    state: 'removed',
    since: '2026-07-28',
    side: 'client',
    explanation: 'The client told that its roots had changed.',
    migration: 'Nothing replaces it: a server that needs a folder gets it with the request.',
    before: `{ "method": "notifications/roots/list_changed" }`,
    after: `{ "method": "tools/call", "params": { "arguments": { "directory": "file:///home/me/shop" } } }`,
    link: CHANGELOG,
  },
  {
    id: 'elicitation-complete',
    title: 'notifications/elicitation/complete',
    state: 'removed',
    since: '2026-07-28',
    side: 'server',
    explanation: 'The server told that what the user did in a browser was done.',
    migration: 'The client sends the request again and sees from the answer whether it is done.',
    before: `{ "method": "notifications/elicitation/complete", "params": { "elicitationId": "e1" } }`,
    after: `{ "method": "tools/call", "params": { "name": "pay",
  "inputResponses": { "consent": { "action": "accept" } }, "requestState": "…" } }`,
    link: `${SPEC}/2026-07-28/changelog#minor-changes`,
  },
  {
    id: 'elicitation-id',
    title: 'elicitationId',
    state: 'removed',
    since: '2026-07-28',
    side: 'server',
    explanation: 'An elicitation by URL had an id by which its end was told.',
    migration: 'Keep an id of your own in requestState, which the client gives back with the retry.',
    before: `{ "mode": "url", "url": "https://shop.example/consent", "elicitationId": "e1" }`,
    after: `{ "resultType": "input_required", "requestState": "(signed, holds e1)",
  "inputRequests": { "consent": { "method": "elicitation/create", "params": { "mode": "url", … } } } }`,
    link: `${SPEC}/2026-07-28/changelog#minor-changes`,
  },
  {
    id: 'core-tasks',
    title: 'Tasks in the core protocol',
    state: 'removed',
    since: '2026-07-28',
    side: 'both',
    explanation:
      'The experimental tasks of 2025-11-25: the capability `tasks`, and `task` in the params of a request.',
    migration: 'Declare the extension io.modelcontextprotocol/tasks; the server decides what becomes a task.',
    before: `{ "method": "tools/call", "params": { "name": "report", "task": { "ttl": 60000 } } }`,
    after: `"io.modelcontextprotocol/clientCapabilities": {
  "extensions": { "io.modelcontextprotocol/tasks": {} } }`,
    link: CHANGELOG,
  },
  {
    id: 'tasks-list',
    title: 'tasks/list',
    state: 'removed',
    since: '2026-07-28',
    side: 'both',
    explanation: 'The client asked for all its tasks.',
    migration: 'The client keeps the ids of its tasks.',
    before: `{ "method": "tasks/list" }`,
    after: `{ "method": "tasks/get", "params": { "taskId": "t1" } }`,
    link: CHANGELOG,
  },
  {
    id: 'tasks-result',
    title: 'tasks/result',
    state: 'removed',
    since: '2026-07-28',
    side: 'both',
    explanation: 'The client waited for a task’s result in one request.',
    migration: 'Ask tasks/get from time to time: once the task is completed, it has the result.',
    before: `{ "method": "tasks/result", "params": { "taskId": "t1" } }`,
    after: `{ "method": "tasks/get", "params": { "taskId": "t1" } }   -> "status": "completed", "result": { … }`,
    link: CHANGELOG,
  },
  {
    id: 'error-32002',
    title: 'Error -32002 (resource not found)',
    state: 'removed',
    since: '2026-07-28',
    side: 'server',
    explanation: 'The error of resources/read for a resource that does not exist.',
    migration: 'Answer with -32602 (Invalid params).',
    before: `{ "error": { "code": -32002, "message": "Resource not found" } }`,
    after: `{ "error": { "code": -32602, "message": "Resource not found" } }`,
    link: `${SPEC}/2026-07-28/server/resources#error-handling`,
  },
  {
    id: 'error-32042',
    title: 'Error -32042 (URL elicitation required)',
    state: 'removed',
    since: '2026-07-28',
    side: 'server',
    explanation: 'The server refused a request until the user had been to an address.',
    migration: 'Answer with a result of the type input_required that asks for it.',
    before: `{ "error": { "code": -32042, "data": { "elicitations": [{ "mode": "url", "url": "…" }] } } }`,
    after: `{ "resultType": "input_required", "inputRequests": {
  "consent": { "method": "elicitation/create", "params": { "mode": "url", "url": "…" } } } }`,
    link: `${SPEC}/2026-07-28/basic#error-codes`,
  },
  {
    id: 'server-requests',
    title: 'Requests by the server',
    state: 'removed',
    since: '2026-07-28',
    side: 'both',
    explanation:
      'The server sent requests of its own: roots/list, sampling/createMessage, elicitation/create.',
    migration:
      'Answer the client’s request with a result of the type input_required; the client sends it again with the answers.',
    before: `event: message
data: { "id": 5, "method": "elicitation/create", "params": { … } }`,
    after: `{ "resultType": "input_required", "inputRequests": { "size": {
  "method": "elicitation/create", "params": { … } } }, "requestState": "…" }`,
    link: `${SPEC}/2026-07-28/basic/patterns/mrtr`,
  },
  {
    id: 'batches',
    title: 'Batches',
    state: 'removed',
    since: '2025-06-18',
    side: 'both',
    explanation: 'Several messages in one body, as a JSON array.',
    migration: 'Send each message by itself; requests may run at the same time.',
    before: `[{ "id": 1, "method": "tools/list" }, { "id": 2, "method": "prompts/list" }]`,
    after: `{ "id": 1, "method": "tools/list" }
{ "id": 2, "method": "prompts/list" }   (each its own POST)`,
    link: `${SPEC}/2025-06-18/changelog#major-changes`,
  },
] as const satisfies readonly Feature[];

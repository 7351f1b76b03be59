import type { Feature } from '../model/deprecation.ts';
import { REMOVED_FEATURES } from './removed-features.ts';

const SPEC = 'https://modelcontextprotocol.io/specification';

/** What the registry says of all that SEP-2577 and PR 2858 deprecated. */
const A_YEAR_ON = {
  earliestRemoval: 'First revision released on or after 2027-07-28',
  removalDate: '2027-07-28',
} as const;

/**
 * Features in the state Deprecated, in the registry's order; `earliestRemoval` is its own few words.
 * Source: https://modelcontextprotocol.io/specification/2026-07-28/deprecated
 */
export const DEPRECATED_FEATURES = [
  {
    id: 'roots',
    title: 'Roots',
    state: 'deprecated',
    since: '2026-07-28',
    ...A_YEAR_ON,
    side: 'both',
    explanation: 'A server asks the client which folders it should work in.',
    migration:
      'Let the client say it where it is needed: as an argument of the tool, as the URI of a resource, or in the ' +
      'server’s own configuration.',
    before: `{ "resultType": "input_required",
  "inputRequests": { "dirs": { "method": "roots/list" } } }`,
    after: `{ "method": "tools/call",
  "params": { "name": "count_files", "arguments": { "directory": "file:///home/me/shop" } } }`,
    link: `${SPEC}/2026-07-28/client/roots`,
  },
  {
    id: 'sampling',
    title: 'Sampling',
    state: 'deprecated',
    since: '2026-07-28',
    ...A_YEAR_ON,
    side: 'both',
    explanation: 'A server asks the client to have its language model write something.',
    migration: 'Call a model provider’s API from the server, with a key of the server’s own.',
    before: `{ "resultType": "input_required",
  "inputRequests": { "summary": { "method": "sampling/createMessage",
    "params": { "messages": [], "maxTokens": 200 } } } }`,
    after: `POST https://api.model-provider.example/v1/messages   (from the server)
{ "resultType": "complete", "content": [{ "type": "text", "text": "The summary" }] }`,
    link: `${SPEC}/2026-07-28/client/sampling`,
  },
  {
    id: 'logging',
    title: 'Logging',
    state: 'deprecated',
    since: '2026-07-28',
    ...A_YEAR_ON,
    side: 'both',
    explanation: 'A server sends log messages to the client, which says from which level on it wants them.',
    migration:
      'Write logs to stderr (stdio), or send traces and logs by OpenTelemetry. The client passes on its trace in _meta.',
    before: `"_meta": { "io.modelcontextprotocol/logLevel": "info" }
{ "method": "notifications/message", "params": { "level": "info", "data": "paid" } }`,
    after: `"_meta": { "traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" }
logger.info("paid")   (to stderr, or to an OpenTelemetry collector)`,
    link: `${SPEC}/2026-07-28/server/utilities/logging`,
  },
  {
    id: 'dynamic-client-registration',
    title: 'Dynamic Client Registration',
    state: 'deprecated',
    since: '2026-07-28',
    ...A_YEAR_ON,
    side: 'both',
    explanation: 'A client registers itself with the authorization server (RFC 7591) to get a client_id.',
    migration:
      'Publish the client’s metadata at an HTTPS address and use that address as client_id. Authorization servers say ' +
      'that they support it with client_id_metadata_document_supported.',
    before: `POST /register
{ "client_name": "My client", "redirect_uris": ["http://127.0.0.1:7777/callback"] }`,
    after: `GET /authorize?client_id=https://client.example/metadata.json&redirect_uri=…
https://client.example/metadata.json has "client_id", "client_name" and "redirect_uris"`,
    link: `${SPEC}/2026-07-28/basic/authorization/client-registration#dynamic-client-registration`,
  },
  {
    id: 'include-context',
    title: 'includeContext "thisServer" and "allServers"',
    state: 'deprecated',
    since: '2025-11-25',
    earliestRemoval: 'Follows Sampling',
    side: 'both',
    explanation:
      'A sampling request asks the client to add context of this server, or of all, to the prompt.',
    migration: 'Leave includeContext out, or say "none"; put what the model needs into the messages.',
    before: `{ "method": "sampling/createMessage", "params": { "includeContext": "thisServer", … } }`,
    after: `{ "method": "sampling/createMessage", "params": { "includeContext": "none", … } }`,
    link: `${SPEC}/2026-07-28/client/sampling#capabilities`,
  },
  {
    id: 'http-sse',
    title: 'HTTP+SSE transport',
    state: 'deprecated',
    since: '2025-03-26',
    earliestRemoval: 'Three months after SEP-2596 reaches Final',
    side: 'both',
    explanation: 'The transport of 2024-11-05: one GET stream for answers, another address for requests.',
    migration:
      'Serve and use Streamable HTTP: one address, each request a POST that is answered in its own response.',
    before: `GET /sse          -> event: endpoint, data: /messages?sessionId=1
POST /messages?sessionId=1   -> 202, the answer comes on the stream`,
    after: `POST /mcp
Mcp-Method: tools/list   -> 200, the answer`,
    link: `${SPEC}/2026-07-28/basic/transports/streamable-http`,
  },
] as const satisfies readonly Feature[];

/** All features, the deprecated ones first. */
export const FEATURES: readonly Feature[] = [...DEPRECATED_FEATURES, ...REMOVED_FEATURES];

/** Id of a deprecated or removed feature. */
export type FeatureId = (typeof DEPRECATED_FEATURES)[number]['id'] | (typeof REMOVED_FEATURES)[number]['id'];

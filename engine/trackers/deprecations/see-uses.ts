import { headerValue } from '../../../shared/model/headers.ts';
import { isJsonObject, type JsonObject } from '../../../shared/model/json.ts';
import type { FeatureId } from '../../../shared/spec/deprecations.ts';
import { LEGACY_HEADER } from '../../../shared/spec/legacy.ts';
import { META } from '../../../shared/spec/modern.ts';
import { everyMessage } from '../../lint/rule.ts';
import type { SeenExchange, SeenMessage } from '../../lint/seen-exchange.ts';
import { askedInputs, URL_ELICITATION_REQUIRED } from '../asked-input.ts';

/** One use of a deprecated or removed feature in one exchange. */
export interface SeenUse {
  readonly feature: FeatureId;
  /** What was done: a few words, in the third person. */
  readonly what: string;
  readonly side: 'client' | 'server';
}

/** All uses in one exchange; one and the same is told once. Pure. */
export function seeUses(exchange: SeenExchange): readonly SeenUse[] {
  const uses = [
    ...declaredUses(exchange),
    ...askedUses(exchange),
    ...everyMessage(exchange).flatMap((message) => methodUses(message, exchange)),
    ...transportUses(exchange),
    ...errorUses(exchange),
    ...registrationUses(exchange),
  ];
  const seen = new Set<string>();
  return uses.filter(({ feature, what, side }) => {
    const key = `${side} ${feature} ${what}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

const by =
  (side: SeenUse['side']) =>
  (feature: FeatureId, what: string): SeenUse => ({ feature, what, side });
const byClient = by('client');
const byServer = by('server');

/** Capabilities: of clients in each request (legacy: in initialize), of servers in the answer. */
function declaredUses({ method, declared, request, answer, meta }: SeenExchange): SeenUse[] {
  const uses: SeenUse[] = [];
  const initial = method === 'initialize' ? request.message?.params['capabilities'] : undefined;
  const client = declared ?? (isJsonObject(initial) ? initial : {});
  if (client['roots'] !== undefined) uses.push(byClient('roots', 'declares the capability'));
  if (client['sampling'] !== undefined) uses.push(byClient('sampling', 'declares the capability'));
  if (isJsonObject(client['sampling']) && client['sampling']['context'] !== undefined) {
    uses.push(byClient('include-context', 'declares sampling.context'));
  }
  if (method === 'initialize' && client['tasks'] !== undefined) {
    uses.push(byClient('core-tasks', 'declares the capability'));
  }
  if (meta[META.logLevel] !== undefined) uses.push(byClient('logging', 'asks for a log level'));
  if (method !== 'initialize' && method !== 'server/discover') return uses;
  const advertised = answer?.result?.['capabilities'];
  if (!isJsonObject(advertised)) return uses;
  if (advertised['logging'] !== undefined) uses.push(byServer('logging', 'advertises the capability'));
  if (method === 'initialize' && advertised['tasks'] !== undefined) {
    uses.push(byServer('core-tasks', 'advertises the capability'));
  }
  return uses;
}

function askedUses(exchange: SeenExchange): SeenUse[] {
  return askedInputs(exchange).flatMap(({ method, params, how }) => {
    const uses: SeenUse[] =
      how === 'request' ? [byServer('server-requests', `sends ${method.slice(0, 60)}`)] : [];
    if (method === 'roots/list') uses.push(byServer('roots', 'asks for roots'));
    if (method === 'sampling/createMessage') uses.push(...samplingUses(params));
    if (method === 'elicitation/create' && params['elicitationId'] !== undefined) {
      uses.push(byServer('elicitation-id', 'gives an elicitationId'));
    }
    return uses;
  });
}

function samplingUses({ includeContext }: JsonObject): SeenUse[] {
  const sampling = byServer('sampling', 'asks for a model’s answer');
  if (includeContext !== 'thisServer' && includeContext !== 'allServers') return [sampling];
  return [sampling, byServer('include-context', `asks for context of "${includeContext}"`)];
}

/** Methods that are no more, whoever sends them. */
const METHODS: Readonly<Record<string, readonly [FeatureId, string]>> = {
  initialize: ['initialize', 'opens a session'],
  'notifications/initialized': ['initialize', 'opens a session'],
  ping: ['ping', 'pings'],
  'logging/setLevel': ['set-level', 'sets a log level'],
  'resources/subscribe': ['resources-subscribe', 'subscribes'],
  'resources/unsubscribe': ['resources-unsubscribe', 'unsubscribes'],
  'notifications/roots/list_changed': ['roots-list-changed', 'tells that its roots changed'],
  'notifications/elicitation/complete': ['elicitation-complete', 'tells that an elicitation is complete'],
  'tasks/list': ['tasks-list', 'lists tasks'],
  'tasks/result': ['tasks-result', 'waits for a task’s result'],
};

function methodUses(
  { method, from, kind, params }: SeenMessage,
  { speaks, answer }: SeenExchange,
): SeenUse[] {
  if (method === undefined || (kind !== 'request' && kind !== 'notification')) return [];
  const uses: SeenUse[] = [];
  const known = Object.hasOwn(METHODS, method) ? METHODS[method] : undefined;
  if (known) uses.push(by(from)(...known));
  if (method === 'initialize' && answer?.result) uses.push(byServer('initialize', 'opens a session'));
  if (method === 'logging/setLevel') uses.push(byClient('logging', 'sets a log level'));
  if (method === 'notifications/message') uses.push(byServer('logging', 'sends log messages'));
  if (method === 'notifications/roots/list_changed')
    uses.push(byClient('roots', 'tells that its roots changed'));
  if (speaks === 'legacy' && from === 'client' && isJsonObject(params['task'])) {
    uses.push(byClient('core-tasks', 'asks for a task'));
  }
  return uses;
}

function transportUses({ transport, speaks, request, response, sse, messages }: SeenExchange): SeenUse[] {
  const uses: SeenUse[] = [];
  const { httpMethod, headers, batch } = request;
  const batched = messages.some(({ value, place }) => Array.isArray(value) || /^event:\d+:/.test(place));
  if (batch) uses.push(byClient('batches', 'sends a batch'));
  if (batched) uses.push(byServer('batches', 'answers with a batch'));
  if (transport === 'stdio') return uses;
  const hasHeader = (name: string): boolean => headerValue(headers, name) !== undefined;
  const streamed =
    headerValue(response?.headers ?? [], 'content-type')?.startsWith('text/event-stream') ?? false;
  if (hasHeader(LEGACY_HEADER.sessionId)) {
    uses.push(byClient('session-id', httpMethod === 'DELETE' ? 'ends a session' : 'sends the header'));
  }
  if (headerValue(response?.headers ?? [], LEGACY_HEADER.sessionId) !== undefined) {
    uses.push(byServer('session-id', 'sends the header'));
  }
  if (hasHeader(LEGACY_HEADER.lastEventId)) uses.push(byClient('last-event-id', 'takes up a stream'));
  // In a modern answer ids mean nothing; nobody is told not to write them.
  if (speaks === 'legacy' && (sse?.ids ?? 0) > 0) uses.push(byServer('last-event-id', 'gives events ids'));
  if (transport === 'sse' || sse?.endpoint === true) {
    if (httpMethod === 'GET') uses.push(byClient('http-sse', 'opens the stream'));
    else uses.push(byClient('http-sse', 'posts messages'));
    if (sse?.endpoint === true) uses.push(byServer('http-sse', 'says where to post'));
  } else if (httpMethod === 'GET' && asksForStream(request.headers)) {
    uses.push(byClient('get-stream', 'opens the stream'));
    if (streamed && response?.status === 200) uses.push(byServer('get-stream', 'serves the stream'));
  }
  return uses;
}

function asksForStream(headers: SeenExchange['request']['headers']): boolean {
  return headerValue(headers, 'accept')?.includes('text/event-stream') ?? false;
}

/** Before 2026-07-28 servers were free to use -32002 for something else, too. */
function errorUses({ answer, speaks, method }: SeenExchange): SeenUse[] {
  const code = answer?.error?.['code'];
  if (code === URL_ELICITATION_REQUIRED) return [byServer('error-32042', 'answers with it')];
  if (code !== -32002 || (speaks === 'legacy' && method !== 'resources/read')) return [];
  return [byServer('error-32002', 'answers with it')];
}

/**
 * OAuth's part, where a capture has it: a registration (RFC 7591), and metadata that offer one (RFC 8414).
 */
function registrationUses({ request, messages, response }: SeenExchange): SeenUse[] {
  const asked = request.message?.value;
  const registers =
    request.httpMethod === 'POST' &&
    isJsonObject(asked) &&
    asked['jsonrpc'] === undefined &&
    Array.isArray(asked['redirect_uris']);
  const uses = registers ? [byClient('dynamic-client-registration', 'registers itself')] : [];
  const answered = messages[0]?.value;
  if (!isJsonObject(answered) || (response?.status ?? 0) >= 300) return uses;
  if (registers && typeof answered['client_id'] === 'string') {
    uses.push(byServer('dynamic-client-registration', 'registers clients'));
  }
  const offers =
    typeof answered['issuer'] === 'string' && typeof answered['registration_endpoint'] === 'string';
  // Who takes metadata documents has migrated; registration is for old clients then.
  if (offers && answered['client_id_metadata_document_supported'] !== true) {
    uses.push(byServer('dynamic-client-registration', 'offers registration'));
  }
  return uses;
}

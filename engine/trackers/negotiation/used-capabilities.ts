import { isJsonObject, type JsonObject } from '../../../shared/model/json.ts';
import { UI_EXTENSION } from '../../../shared/spec/extensions.ts';
import { TASKS_EXTENSION } from '../../../shared/spec/modern.ts';
import type { SeenExchange, SeenMessage } from '../../lint/seen-exchange.ts';
import { askedInputs, type AskedInput } from '../asked-input.ts';
import type { RowName } from './flatten-capabilities.ts';

/** Something that was done and that belongs to a capability or an extension. */
export interface UsedCapability {
  readonly row: RowName;
  readonly by: 'client' | 'server';
  /** What was done, after the name of who did it: "asked for roots". */
  readonly did: string;
  /** It is in order without having been declared. */
  readonly free?: boolean;
}

/**
 * What this exchange used. A refused request uses nothing, nor does an empty list: a server may answer so for what it does
 * not have. Pure.
 */
export function usedCapabilities(exchange: SeenExchange): readonly UsedCapability[] {
  const uses = [
    ...askedInputs(exchange).flatMap(usesOfInput),
    ...usesOfRequest(exchange),
    ...exchange.messages.flatMap((message) => usesOfMessage(message, exchange)),
  ];
  if (exchange.request.message?.method === 'notifications/roots/list_changed') {
    uses.push({ row: client('roots.listChanged'), by: 'client', did: 'told that its roots changed' });
  }
  const seen = new Set<string>();
  return uses.filter(({ row, by }) => {
    const key = `${by} ${row.kind} ${row.id}`;
    return !seen.has(key) && seen.add(key);
  });
}

const client = (id: string): RowName => ({ kind: 'client-capability', id });
const server = (id: string): RowName => ({ kind: 'server-capability', id });
const extension = (id: string): RowName => ({ kind: 'extension', id });

function usesOfInput({ method, params }: AskedInput): UsedCapability[] {
  const use = (id: string, did: string): UsedCapability => ({ row: client(id), by: 'server', did });
  if (method === 'roots/list') return [use('roots', 'asked for roots')];
  if (method === 'elicitation/create') {
    const mode = params['mode'] === 'url' ? 'url' : 'form';
    const did = mode === 'url' ? 'sent the user to an address' : 'asked the user by a form';
    return [use('elicitation', did), use(`elicitation.${mode}`, did)];
  }
  if (method !== 'sampling/createMessage') return [];
  const { tools, toolChoice, includeContext } = params;
  return [
    use('sampling', 'asked for a model’s answer'),
    ...(tools !== undefined || toolChoice !== undefined
      ? [use('sampling.tools', 'let the model use tools')]
      : []),
    ...(includeContext === 'thisServer' || includeContext === 'allServers'
      ? [use('sampling.context', `asked for context of "${includeContext}"`)]
      : []),
  ];
}

/** The server's capability that a method belongs to, and the field of its result that lists something. */
const METHODS: Readonly<Record<string, readonly [string, string?]>> = {
  'tools/list': ['tools', 'tools'],
  'tools/call': ['tools'],
  'resources/list': ['resources', 'resources'],
  'resources/templates/list': ['resources', 'resourceTemplates'],
  'resources/read': ['resources'],
  'resources/subscribe': ['resources.subscribe'],
  'prompts/list': ['prompts', 'prompts'],
  'prompts/get': ['prompts'],
  'completion/complete': ['completions'],
  'logging/setLevel': ['logging'],
};

function usesOfRequest({ method, request, answer, speaks }: SeenExchange): UsedCapability[] {
  const { result } = answer ?? {};
  if (!result) return [];
  const params = request.message?.params ?? {};
  const uses: UsedCapability[] = [];
  const [id, field] = (Object.hasOwn(METHODS, method) ? METHODS[method] : undefined) ?? [];
  if (id !== undefined && !isEmptyList(result, field)) {
    uses.push({ row: server(id), by: 'server', did: `answered ${method}` });
  }
  if (/^tasks\/(get|update|cancel|list|result)$/.test(method)) {
    const row = speaks === 'modern' ? extension(TASKS_EXTENSION) : server('tasks');
    uses.push({ row, by: 'server', did: `answered ${method}` });
  }
  if (speaks === 'modern' && result['resultType'] === 'task') {
    uses.push({ row: extension(TASKS_EXTENSION), by: 'server', did: `made a task of ${method}` });
  }
  if (speaks === 'legacy' && isJsonObject(params['task']) && isJsonObject(result['task'])) {
    uses.push({ row: server('tasks'), by: 'server', did: `made a task of ${method}` });
  }
  const { uri } = params;
  if (method === 'resources/read' && typeof uri === 'string' && uri.startsWith('ui://')) {
    uses.push({ row: extension(UI_EXTENSION), by: 'client', did: 'read a user interface', free: true });
  }
  return uses;
}

function isEmptyList(result: JsonObject, field: string | undefined): boolean {
  const list = field === undefined ? undefined : result[field];
  return Array.isArray(list) && list.length === 0;
}

const NOTIFICATIONS: Readonly<Record<string, readonly [RowName, string]>> = {
  'notifications/message': [server('logging'), 'sent log messages'],
  'notifications/tools/list_changed': [server('tools.listChanged'), 'told that its tools changed'],
  'notifications/resources/list_changed': [
    server('resources.listChanged'),
    'told that its resources changed',
  ],
  'notifications/resources/updated': [server('resources.subscribe'), 'told that a resource changed'],
  'notifications/prompts/list_changed': [server('prompts.listChanged'), 'told that its prompts changed'],
  'notifications/tasks': [extension(TASKS_EXTENSION), 'told of a task'],
};

/** Members of the filter that a server agrees to, and whether they hold anything. */
const AGREED: Readonly<Record<string, RowName>> = {
  toolsListChanged: server('tools.listChanged'),
  promptsListChanged: server('prompts.listChanged'),
  resourcesListChanged: server('resources.listChanged'),
  resourceSubscriptions: server('resources.subscribe'),
};

function usesOfMessage(
  { method, kind, params }: SeenMessage,
  { method: asked }: SeenExchange,
): UsedCapability[] {
  if (kind !== 'notification' || method === undefined) return [];
  const known = Object.hasOwn(NOTIFICATIONS, method) ? NOTIFICATIONS[method] : undefined;
  if (known) return [{ row: known[0], by: 'server', did: known[1] }];
  if (method !== 'notifications/subscriptions/acknowledged' || asked !== 'subscriptions/listen') return [];
  const filter = isJsonObject(params['notifications']) ? params['notifications'] : {};
  return Object.entries(AGREED).flatMap(([name, row]) => {
    const value = filter[name];
    const agreed = value === true || (Array.isArray(value) && value.length > 0);
    return agreed ? [{ row, by: 'server' as const, did: `agreed to ${name}` }] : [];
  });
}

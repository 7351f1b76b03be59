/**
 * Facts of revision 2026-07-28 that more than one part of the product needs.
 * Sources: https://modelcontextprotocol.io/specification/2026-07-28/basic/index and
 * https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http
 */

export const MODERN_REVISION = '2026-07-28';

/** Newest first. Everything before 2026-07-28 opens with an `initialize` handshake. */
export const LEGACY_REVISIONS = ['2025-11-25', '2025-06-18', '2025-03-26', '2024-11-05'] as const;

/** Keys of `params._meta` that every request carries or may carry. */
export const META = {
  protocolVersion: 'io.modelcontextprotocol/protocolVersion',
  clientInfo: 'io.modelcontextprotocol/clientInfo',
  clientCapabilities: 'io.modelcontextprotocol/clientCapabilities',
  logLevel: 'io.modelcontextprotocol/logLevel',
  subscriptionId: 'io.modelcontextprotocol/subscriptionId',
  serverInfo: 'io.modelcontextprotocol/serverInfo',
  progressToken: 'progressToken',
  traceparent: 'traceparent',
} as const;

/** Kinds of result that every client knows. https://modelcontextprotocol.io/specification/2026-07-28/basic#resulttype */
export const RESULT_TYPES = ['complete', 'input_required'] as const;

/** Who declares this extension also knows results of the type `task`. https://modelcontextprotocol.io/extensions/tasks/overview */
export const TASKS_EXTENSION = 'io.modelcontextprotocol/tasks';

/** Header names in the case in which Hopscope sends them; compared without case. */
export const HEADER = {
  protocolVersion: 'MCP-Protocol-Version',
  method: 'Mcp-Method',
  name: 'Mcp-Name',
  paramPrefix: 'Mcp-Param-',
} as const;

/**
 * Error codes that only servers of the modern era write.
 * https://modelcontextprotocol.io/specification/2026-07-28/basic#error-codes
 */
export const MODERN_ERROR = {
  headerMismatch: -32020,
  missingCapability: -32021,
  unsupportedVersion: -32022,
} as const;

const MODERN_CODES: ReadonlySet<unknown> = new Set(Object.values(MODERN_ERROR));

/** Whether this is the code of an error that only servers of the modern era write. */
export function isModernCode(code: unknown): boolean {
  return MODERN_CODES.has(code);
}

/** Names of error codes for people: JSON-RPC's own, this revision's, and those that earlier ones used. */
export const ERROR_NAMES: Readonly<Record<number, string>> = {
  [-32700]: 'Parse error',
  [-32600]: 'Invalid request',
  [-32601]: 'Method not found',
  [-32602]: 'Invalid params',
  [-32603]: 'Internal error',
  [-32020]: 'HeaderMismatch',
  [-32021]: 'MissingRequiredClientCapability',
  [-32022]: 'UnsupportedProtocolVersion',
  [-32002]: 'Resource not found (2025-11-25 and earlier)',
  [-32042]: 'URL elicitation required (2025-11-25 only)',
};

/** Which member of `params` the Mcp-Name header mirrors, by method. */
const NAME_FIELD: Readonly<Record<string, 'name' | 'uri' | 'taskId'>> = {
  'tools/call': 'name',
  'prompts/get': 'name',
  'resources/read': 'uri',
  // Tasks extension, https://modelcontextprotocol.io/extensions/tasks/overview
  'tasks/get': 'taskId',
  'tasks/update': 'taskId',
  'tasks/cancel': 'taskId',
};

/** The member of `params` that Mcp-Name mirrors for this method; undefined where no such header is sent. */
export function nameFieldOf(method: string): 'name' | 'uri' | 'taskId' | undefined {
  return Object.hasOwn(NAME_FIELD, method) ? NAME_FIELD[method] : undefined;
}

/** Severities of notifications/message, least severe first. */
export const LOG_LEVELS = [
  'debug',
  'info',
  'notice',
  'warning',
  'error',
  'critical',
  'alert',
  'emergency',
] as const;

/** Methods that a 2026-07-28 client sends. */
export const MODERN_METHODS = [
  'tools/call',
  'tools/list',
  'resources/list',
  'resources/templates/list',
  'resources/read',
  'prompts/list',
  'prompts/get',
  'completion/complete',
  'server/discover',
  'subscriptions/listen',
] as const;

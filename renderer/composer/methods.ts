import type { JsonObject } from '../../shared/model/draft.ts';
import type { Era } from '../../shared/model/instance.ts';
import type { ListKind } from '../../shared/model/listing.ts';
import { LOG_LEVELS, MODERN_METHODS } from '../../shared/spec/modern.ts';

/** What the editor in the middle column holds: the tool's or prompt's `arguments`, or all of `params`. */
export type EditedPart = 'arguments' | 'params';

/** What the composer knows of one method. */
export interface MethodShape {
  readonly method: string;
  /** Lists to pick from; none where the method names nothing. */
  readonly lists: readonly ListKind[];
  readonly edits: EditedPart;
  /** What one picks, for labels: "tool". */
  readonly subject?: string;
  /** One sentence under the method. */
  readonly about: string;
  /** JSON Schema of `params`, for methods whose `params` are edited as a whole. */
  readonly schema: JsonObject;
  /** First text of the editor where nothing was picked. */
  readonly initial: JsonObject;
  /** The only era that has it; absent: both have. */
  readonly only?: Era;
}

const PAGED: JsonObject = {
  type: 'object',
  properties: {
    cursor: { type: 'string', description: 'nextCursor of the page before; left out for the first' },
  },
};

const PLAIN = { edits: 'params', lists: [], initial: {} } as const;
const ANY_OBJECT: JsonObject = { type: 'object' };
const GONE = 'Removed in 2026-07-28.';

/** Of resources/subscribe and its opposite. */
const ONE_URI = {
  lists: ['resources', 'templates'],
  edits: 'params',
  subject: 'resource',
  only: 'legacy',
  schema: { type: 'object', properties: { uri: { type: 'string' } }, required: ['uri'] },
  initial: { uri: '' },
} as const;

/**
 * The methods that only the legacy era has.
 * Sources: https://modelcontextprotocol.io/specification/2025-11-25/basic/utilities/ping,
 * https://modelcontextprotocol.io/specification/2025-11-25/server/utilities/logging,
 * https://modelcontextprotocol.io/specification/2025-11-25/server/resources#subscriptions and, that they are gone,
 * https://modelcontextprotocol.io/specification/2026-07-28/changelog
 */
const LEGACY_SHAPES: readonly MethodShape[] = [
  {
    ...PLAIN,
    method: 'ping',
    only: 'legacy',
    about: `Asks whether the server is there. ${GONE}`,
    schema: ANY_OBJECT,
  },
  {
    ...PLAIN,
    method: 'logging/setLevel',
    only: 'legacy',
    about: `Sets the least severity of log messages for the whole session. ${GONE}`,
    schema: {
      type: 'object',
      properties: { level: { enum: [...LOG_LEVELS] } },
      required: ['level'],
    },
    initial: { level: 'info' },
  },
  {
    ...ONE_URI,
    method: 'resources/subscribe',
    about: `Asks to be told when one resource changes. ${GONE}`,
  },
  { ...ONE_URI, method: 'resources/unsubscribe', about: `Ends such a subscription. ${GONE}` },
];

/**
 * The methods of a 2026-07-28 client with what each one needs, then those of the legacy era alone.
 * Source: https://modelcontextprotocol.io/specification/2026-07-28/schema
 */
const SHAPES: readonly MethodShape[] = [
  {
    method: 'tools/call',
    lists: ['tools'],
    edits: 'arguments',
    subject: 'tool',
    about: 'Runs one tool.',
    schema: ANY_OBJECT,
    initial: {},
  },
  { ...PLAIN, method: 'tools/list', about: 'One page of the tools.', schema: PAGED },
  { ...PLAIN, method: 'resources/list', about: 'One page of the resources.', schema: PAGED },
  {
    ...PLAIN,
    method: 'resources/templates/list',
    about: 'One page of the resource templates.',
    schema: PAGED,
  },
  {
    method: 'resources/read',
    lists: ['resources', 'templates'],
    edits: 'params',
    subject: 'resource',
    about: 'Reads one resource.',
    schema: {
      type: 'object',
      properties: {
        uri: { type: 'string', description: 'The resource; a template needs its {braces} filled' },
      },
      required: ['uri'],
    },
    initial: { uri: '' },
  },
  { ...PLAIN, method: 'prompts/list', about: 'One page of the prompts.', schema: PAGED },
  {
    method: 'prompts/get',
    lists: ['prompts'],
    edits: 'arguments',
    subject: 'prompt',
    about: 'Fills one prompt.',
    schema: { type: 'object', additionalProperties: { type: 'string' } },
    initial: {},
  },
  {
    method: 'completion/complete',
    lists: ['prompts', 'templates'],
    edits: 'params',
    subject: 'prompt or template',
    about: "Completes one argument of a prompt or of a template's URI.",
    schema: {
      type: 'object',
      properties: {
        ref: {
          type: 'object',
          properties: {
            type: { enum: ['ref/prompt', 'ref/resource'] },
            name: { type: 'string' },
            uri: { type: 'string' },
          },
          required: ['type'],
        },
        argument: {
          type: 'object',
          properties: { name: { type: 'string' }, value: { type: 'string' } },
          required: ['name', 'value'],
        },
        context: { type: 'object', properties: { arguments: { type: 'object' } } },
      },
      required: ['ref', 'argument'],
    },
    initial: { ref: { type: 'ref/prompt', name: '' }, argument: { name: '', value: '' } },
  },
  {
    ...PLAIN,
    method: 'server/discover',
    only: 'modern',
    about: 'Versions, capabilities and identity of the server.',
    schema: ANY_OBJECT,
  },
  {
    ...PLAIN,
    method: 'subscriptions/listen',
    only: 'modern',
    about: 'Opens a stream of notifications; it ends when you cancel it.',
    schema: {
      type: 'object',
      properties: {
        notifications: {
          type: 'object',
          properties: {
            toolsListChanged: { type: 'boolean' },
            promptsListChanged: { type: 'boolean' },
            resourcesListChanged: { type: 'boolean' },
            resourceSubscriptions: { type: 'array', items: { type: 'string' } },
          },
        },
      },
      required: ['notifications'],
    },
    initial: {
      notifications: { toolsListChanged: true, promptsListChanged: true, resourcesListChanged: true },
    },
  },
  ...LEGACY_SHAPES,
];

/** Those whose answers may have a next page. */
export const PAGED_METHODS: readonly string[] = SHAPES.filter(({ schema }) => schema === PAGED).map(
  ({ method }) => method,
);

/** Offered in the method field of a request in this era, in this order; any other text is sent as it is. */
export function knownMethods(era: Era): readonly string[] {
  if (era === 'modern') return MODERN_METHODS;
  const both = MODERN_METHODS.filter((method) => methodShape(method).only === undefined);
  return [...both, ...LEGACY_SHAPES.map(({ method }) => method)];
}

/** What is known of `method`; for an unknown one an object of parameters and nothing to pick. */
export function methodShape(method: string): MethodShape {
  return (
    SHAPES.find((shape) => shape.method === method) ?? {
      ...PLAIN,
      method,
      about: 'Not a method that Hopscope knows: it is sent as you wrote it.',
      schema: ANY_OBJECT,
    }
  );
}

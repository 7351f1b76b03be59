import { TASKS_EXTENSION } from './modern.ts';

/** An official extension. */
export interface ExtensionInfo {
  readonly id: string;
  readonly title: string;
  /** What it is for: a sentence. */
  readonly explanation: string;
  /** Its page. */
  readonly link: string;
  /** Its specification. */
  readonly specification: string;
  /**
   * Whose word counts: `must` has to name it in its capabilities for the extension to be in force; `may` is asked to name
   * it so that the other side can find out, but nothing fails without.
   */
  readonly declares: { readonly client: 'must' | 'may'; readonly server: 'must' | 'may' };
  /** What the members of the settings object mean, a sentence each. Empty: the object is empty. */
  readonly settings: Readonly<Record<string, string>>;
  /** Requests, notifications and result types of its own: using one is using the extension. */
  readonly methods: readonly string[];
  readonly notifications: readonly string[];
  readonly resultTypes: readonly string[];
  /** How its use shows in a recording, or why it does not: a sentence. */
  readonly seen: string;
}

/** MCP Apps. */
export const UI_EXTENSION = 'io.modelcontextprotocol/ui';

const DOCS = 'https://modelcontextprotocol.io/extensions';
const GITHUB = 'https://github.com/modelcontextprotocol';

/**
 * The official extensions. Each is negotiated by capabilities: the client names it in the clientCapabilities of every
 * request, the server in server/discover.
 * Sources: https://modelcontextprotocol.io/extensions/overview and the pages that are linked below.
 */
export const EXTENSIONS: readonly ExtensionInfo[] = [
  {
    id: TASKS_EXTENSION,
    title: 'Tasks',
    explanation: 'The server may answer with a task that runs on, and the client asks for its result later.',
    link: `${DOCS}/tasks/overview`,
    specification: `${GITHUB}/ext-tasks/blob/main/specification/draft/tasks.md`,
    declares: { client: 'must', server: 'must' },
    settings: {},
    methods: ['tasks/get', 'tasks/update', 'tasks/cancel'],
    notifications: ['notifications/tasks'],
    resultTypes: ['task'],
    seen: 'It shows in results of the type task, in tasks/get, tasks/update and tasks/cancel, and in notifications/tasks.',
  },
  {
    id: UI_EXTENSION,
    title: 'MCP Apps',
    explanation: 'Tools can bring a page of their own, which the client shows in the conversation.',
    link: `${DOCS}/apps/overview`,
    specification: `${GITHUB}/ext-apps`,
    declares: { client: 'must', server: 'may' },
    settings: {
      mimeTypes: 'The kinds of page that the client can show; text/html;profile=mcp-app is the usual one.',
    },
    methods: [],
    notifications: [],
    resultTypes: [],
    seen: 'It shows in tools whose _meta.ui names a ui:// resource; what the page and the client say to each other is not recorded.',
  },
  {
    id: 'io.modelcontextprotocol/oauth-client-credentials',
    title: 'OAuth client credentials',
    explanation: 'A program gets its access token with credentials of its own; no person is asked.',
    link: `${DOCS}/auth/oauth-client-credentials`,
    specification: `${GITHUB}/ext-auth/blob/main/specification/draft/oauth-client-credentials.mdx`,
    declares: { client: 'must', server: 'may' },
    settings: {},
    methods: [],
    notifications: [],
    resultTypes: [],
    seen: 'It does not show in MCP messages: the token is fetched from the authorization server.',
  },
  {
    id: 'io.modelcontextprotocol/enterprise-managed-authorization',
    title: 'Enterprise-managed authorization',
    explanation:
      'The identity provider of an organisation decides who may use the server; employees sign in once.',
    link: `${DOCS}/auth/enterprise-managed-authorization`,
    specification: `${GITHUB}/ext-auth/blob/main/specification/draft/enterprise-managed-authorization.mdx`,
    // A server says so in the metadata of its authorization.
    declares: { client: 'must', server: 'may' },
    settings: {},
    methods: [],
    notifications: [],
    resultTypes: [],
    seen: 'It does not show in MCP messages: tokens are exchanged with the identity provider and the authorization server.',
  },
];

const BY_ID = new Map(EXTENSIONS.map((extension) => [extension.id, extension]));

const owners = (names: (extension: ExtensionInfo) => readonly string[]): ReadonlyMap<string, ExtensionInfo> =>
  new Map(EXTENSIONS.flatMap((extension) => names(extension).map((name) => [name, extension] as const)));

/** Whose requests, notifications and result types are which: extensions by name. */
export const EXTENSION_METHODS = owners(({ methods }) => methods);
export const EXTENSION_NOTIFICATIONS = owners(({ notifications }) => notifications);
export const EXTENSION_RESULT_TYPES = owners(({ resultTypes }) => resultTypes);

/** The official extension with this id. */
export function knownExtension(id: string): ExtensionInfo | undefined {
  return BY_ID.get(id);
}

const LABEL = /^[A-Za-z](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/;
const NAME = /^(?:[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)?$/;

/**
 * How an extension's id breaks the naming rules: the end of a sentence, "it has no prefix"; undefined where it keeps them.
 * Sources: https://modelcontextprotocol.io/specification/2026-07-28/basic/versioning#extension-negotiation and
 * https://modelcontextprotocol.io/specification/2026-07-28/basic#_meta
 */
export function extensionIdFault(id: string): string | undefined {
  const slash = id.indexOf('/');
  if (slash < 0) return 'it has no prefix such as com.example/';
  const [prefix, name] = [id.slice(0, slash), id.slice(slash + 1)];
  const wrong = prefix.split('.').find((label) => !LABEL.test(label));
  if (wrong === '') return prefix === '' ? 'its prefix is empty' : 'its prefix has an empty label';
  if (wrong !== undefined) {
    return `its prefix has the label "${wrong.slice(0, 60)}": labels begin with a letter, end with a letter or digit, and hold letters, digits and hyphens`;
  }
  if (!NAME.test(name)) {
    return 'its name may hold letters, digits, hyphens, underscores and dots, and begins and ends with a letter or digit';
  }
  return undefined;
}

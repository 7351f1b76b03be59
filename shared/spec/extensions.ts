import { TASKS_EXTENSION } from './modern.ts';

/** An official extension. */
export interface ExtensionInfo {
  readonly id: string;
  readonly title: string;
  /** A sentence. */
  readonly explanation: string;
  readonly link: string;
}

/** MCP Apps. */
export const UI_EXTENSION = 'io.modelcontextprotocol/ui';

/** Official extensions. Source: https://modelcontextprotocol.io/docs/extensions/overview */
export const EXTENSIONS: readonly ExtensionInfo[] = [
  {
    id: TASKS_EXTENSION,
    title: 'Tasks',
    explanation: 'The server may answer with a task, which the client polls until its result is there.',
    link: 'https://modelcontextprotocol.io/extensions/tasks/overview',
  },
  {
    id: UI_EXTENSION,
    title: 'MCP Apps',
    explanation: 'Tools may come with a user interface, which the client shows in a frame of its own.',
    link: 'https://modelcontextprotocol.io/extensions/apps/overview',
  },
  {
    id: 'io.modelcontextprotocol/oauth-client-credentials',
    title: 'OAuth client credentials',
    explanation: 'Programs may authorize themselves without a user, by OAuth’s client credentials.',
    link: 'https://modelcontextprotocol.io/extensions/auth/oauth-client-credentials',
  },
  {
    id: 'io.modelcontextprotocol/enterprise-managed-authorization',
    title: 'Enterprise-managed authorization',
    explanation: 'An organization’s identity provider decides which servers its people’s clients may use.',
    link: 'https://modelcontextprotocol.io/extensions/auth/enterprise-managed-authorization',
  },
];

/** The official extension with this id. */
export function knownExtension(id: string): ExtensionInfo | undefined {
  return EXTENSIONS.find((extension) => extension.id === id);
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

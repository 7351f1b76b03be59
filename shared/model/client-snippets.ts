import { quoteWord } from './command-line.ts';
import type { StdioCommand } from './stdio-command.ts';

/** A text that makes a client talk to a server through Hopscope. */
export interface ClientSnippet {
  readonly id: 'mcp-json' | 'claude-code' | 'claude-desktop' | 'vscode' | 'cursor';
  /** The client's name. */
  readonly title: string;
  /** Where the text goes: a sentence. */
  readonly where: string;
  readonly language: 'json' | 'shell';
  readonly text: string;
  /** A sentence that somebody should know before. */
  readonly note?: string;
}

/** A server of a client's configuration. */
type Entry = Readonly<Record<string, unknown>>;

const TITLES: Readonly<Record<ClientSnippet['id'], Pick<ClientSnippet, 'title' | 'where' | 'language'>>> = {
  'mcp-json': { title: 'mcp.json', where: 'The file .mcp.json of a project.', language: 'json' },
  'claude-code': {
    title: 'Claude Code',
    where: 'In a terminal, in the project’s folder.',
    language: 'shell',
  },
  'claude-desktop': {
    title: 'Claude Desktop',
    where: 'The file claude_desktop_config.json: Settings, Developer, Edit Config. Then restart Claude.',
    language: 'json',
  },
  vscode: { title: 'VS Code', where: 'The file .vscode/mcp.json of a project.', language: 'json' },
  cursor: {
    title: 'Cursor',
    where: 'The file .cursor/mcp.json of a project, or of your home.',
    language: 'json',
  },
};

/** For a server that is there under a URL, such as a gateway's. Pure. */
export function urlSnippets({ name, url }: { readonly name: string; readonly url: string }): ClientSnippet[] {
  const key = plainName(name);
  return [
    snippet('mcp-json', servers('mcpServers', key, { type: 'http', url })),
    snippet('claude-code', `claude mcp add --transport http ${quoteWord(key)} ${quoteWord(url)}`),
    snippet(
      'claude-desktop',
      servers('mcpServers', key, { command: 'npx', args: ['-y', 'mcp-remote', url] }),
      'Claude Desktop starts commands only, so mcp-remote stands in between: its requests are what is recorded.',
    ),
    snippet('vscode', servers('servers', key, { type: 'http', url })),
    snippet('cursor', servers('mcpServers', key, { url })),
  ];
}

/** A command that a client starts, and what to start instead. */
export interface RecordedServer {
  readonly name: string;
  readonly command: StdioCommand;
  /** How Hopscope's command line is started; `hopscope` where absent. */
  readonly program?: readonly [string, ...string[]];
  /** Folder of the workspace that is to get the recording; absent: the default one. */
  readonly workspace?: string;
}

/** For a server on stdio: the same command behind `hopscope record --`, so that all that passes is recorded. Pure. */
export function recordSnippets(server: RecordedServer): ClientSnippet[] {
  const { name, command } = server;
  const key = plainName(name);
  const [program, ...args] = recordCommand(server);
  const entry = (reference: (variable: string) => string): Entry => ({
    command: program,
    args,
    ...(Object.keys(command.env).length > 0 && { env: withReferences(command.env, reference) }),
  });
  const asWritten = (variable: string): string => `\${${variable}}`;
  const fromEnvironment = (variable: string): string => `\${env:${variable}}`;
  const unfilled = Object.values(command.env).some((value) => REFERENCE.test(value));
  return [
    snippet('mcp-json', servers('mcpServers', key, entry(asWritten))),
    snippet('claude-code', claudeCommand(key, command.env, [program, ...args])),
    snippet(
      'claude-desktop',
      servers('mcpServers', key, entry(asWritten)),
      unfilled ? 'Claude Desktop fills no variables: write their values instead of ${…}.' : undefined,
    ),
    snippet('vscode', servers('servers', key, { type: 'stdio', ...entry(fromEnvironment) })),
    snippet('cursor', servers('mcpServers', key, entry(fromEnvironment))),
  ];
}

/** The words to start instead of the server's own command. */
export function recordCommand(server: RecordedServer): [string, ...string[]] {
  const { command, program = ['hopscope'], workspace } = server;
  return [
    ...program,
    'record',
    '--name',
    server.name,
    ...(workspace === undefined ? [] : ['--workspace', workspace]),
    ...(command.cwd === undefined ? [] : ['--cwd', command.cwd]),
    '--',
    command.command,
    ...command.args,
  ];
}

const REFERENCE = /\$\{([A-Za-z_][A-Za-z0-9_]*)\}/;

function withReferences(
  env: Readonly<Record<string, string>>,
  reference: (variable: string) => string,
): Readonly<Record<string, string>> {
  const every = new RegExp(REFERENCE.source, 'g');
  return Object.fromEntries(
    Object.entries(env).map(([name, value]) => [
      name,
      value.replace(every, (_whole, variable: string) => reference(variable)),
    ]),
  );
}

/** `--env` takes all words up to the next option, so it never stands right before the name. */
function claudeCommand(key: string, env: Readonly<Record<string, string>>, words: readonly string[]): string {
  const variables = Object.entries(env).flatMap(([name, value]) => ['--env', `${name}=${value}`]);
  return ['claude', 'mcp', 'add', ...variables, '--transport', 'stdio', key, '--', ...words]
    .map(quoteWord)
    .join(' ');
}

function servers(section: 'mcpServers' | 'servers', name: string, entry: Entry): string {
  // Defined, not assigned: `__proto__` is a name like any other.
  const list = Object.fromEntries([[name, entry]]);
  return `${JSON.stringify({ [section]: list }, undefined, 2)}\n`;
}

/** Clients make names of tools from it, so it has only what such a name may have. */
function plainName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return plain === '' ? 'server' : plain;
}

function snippet(id: ClientSnippet['id'], text: string, note?: string): ClientSnippet {
  return { id, ...TITLES[id], text, ...(note !== undefined && { note }) };
}

import { expect, test } from 'vitest';
import { recordCommand, recordSnippets, urlSnippets } from '../../../../shared/model/client-snippets.ts';
import { parseCommandLine } from '../../../../shared/model/command-line.ts';

const texts = (list: readonly { readonly id: string; readonly text: string }[]): Record<string, unknown> =>
  Object.fromEntries(
    list.map(({ id, text }) => [id, text.startsWith('{') ? (JSON.parse(text) as unknown) : text]),
  );

test('a URL, as each client wants it', () => {
  const url = 'http://127.0.0.1:4100/mcp?a=1&b=2';
  const list = urlSnippets({ name: 'Front of shop', url });
  expect(texts(list)).toEqual({
    'mcp-json': { mcpServers: { 'Front-of-shop': { type: 'http', url } } },
    'claude-code': `claude mcp add --transport http Front-of-shop '${url}'`,
    'claude-desktop': {
      mcpServers: { 'Front-of-shop': { command: 'npx', args: ['-y', 'mcp-remote', url] } },
    },
    vscode: { servers: { 'Front-of-shop': { type: 'http', url } } },
    cursor: { mcpServers: { 'Front-of-shop': { url } } },
  });
  expect(list.filter(({ note }) => note !== undefined).map(({ id }) => id)).toEqual(['claude-desktop']);
  expect(list.every(({ where, title }) => where !== '' && title !== '')).toBe(true);
});

const server = {
  name: 'Café',
  command: {
    command: 'npx',
    args: ['-y', 'server', 'it’s "here"'],
    env: { TOKEN: 'x${SECRET}', MODE: 'a b' },
    cwd: '/srv/shop',
  },
};

test('a command goes behind hopscope record, in its folder', () => {
  const args = ['record', '--name', 'Café', '--cwd', '/srv/shop', '--', 'npx', '-y', 'server', 'it’s "here"'];
  expect(recordCommand(server)).toEqual(['hopscope', ...args]);
  const env = { TOKEN: 'x${SECRET}', MODE: 'a b' };
  const found = texts(recordSnippets(server));
  expect(found['mcp-json']).toEqual({ mcpServers: { Cafe: { command: 'hopscope', args, env } } });
  const here = { TOKEN: 'x${env:SECRET}', MODE: 'a b' };
  expect(found['vscode']).toEqual({
    servers: { Cafe: { type: 'stdio', command: 'hopscope', args, env: here } },
  });
  expect(found['cursor']).toEqual({ mcpServers: { Cafe: { command: 'hopscope', args, env: here } } });
  // A shell reads back exactly these words.
  expect(parseCommandLine(String(found['claude-code']))).toEqual({
    command: 'claude',
    args: [
      ...['mcp', 'add', '--env', 'TOKEN=x${SECRET}', '--env', 'MODE=a b'],
      ...['--transport', 'stdio', 'Cafe', '--', 'hopscope', ...args],
    ],
    env: {},
  });
});

test('says where a client fills no variables, and only then', () => {
  const noted = (env: Record<string, string>): string[] =>
    recordSnippets({ name: 'x', command: { command: 'y', args: [], env } }).flatMap(({ note }) => note ?? []);
  expect(noted({ A: '${B}' })).toEqual([expect.stringContaining('Claude Desktop fills no variables')]);
  expect(noted({ A: 'b' })).toEqual([]);
});

test('another program, workspace and odd names', () => {
  const command = { command: 'y', args: [], env: {} };
  const program = ['node', '/opt/hopscope/cli.js'] as const;
  expect(recordCommand({ name: '', command, program: [...program], workspace: '/w' })).toEqual([
    ...program,
    ...['record', '--name', '', '--workspace', '/w', '--', 'y'],
  ]);
  expect(texts(urlSnippets({ name: '__proto__', url: 'u' }))['cursor']).toEqual(
    JSON.parse('{"mcpServers":{"__proto__":{"url":"u"}}}'),
  );
  expect(texts(urlSnippets({ name: '✨', url: 'u' }))['cursor']).toEqual({
    mcpServers: { server: { url: 'u' } },
  });
});

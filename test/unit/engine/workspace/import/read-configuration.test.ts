import { expect, test } from 'vitest';
import { AppError } from '../../../../../engine/app-error.ts';
import { readConfiguration } from '../../../../../engine/workspace/import/read-configuration.ts';
import type { ImportPreview } from '../../../../../shared/model/import-preview.ts';
import type { Instance } from '../../../../../shared/model/instance.ts';

const read = (text: string, instances: readonly Instance[] = []): ImportPreview =>
  readConfiguration(text, { instances, env: {}, home: '/home/ann', platform: 'linux' });
const readJson = (value: unknown, instances: readonly Instance[] = []): ImportPreview =>
  read(JSON.stringify(value), instances);

const server = { command: 'npx', args: ['-y', 'server'] };

test.each([
  ['VS Code', { servers: { a: server } }],
  ['VS Code settings', { 'editor.fontSize': 12, mcp: { servers: { a: server } } }],
  ['VS Code settings', { 'mcp.servers': { a: server } }],
  ['Claude Desktop', { globalShortcut: 'Alt+Space', mcpServers: { a: server } }],
  ['Cursor', { mcpServers: { a: { ...server, env: { A: '${env:A}' } } } }],
  ['Claude Code', { mcpServers: { a: { ...server, env: { A: '${A:-b}' } } } }],
  ['mcp.json', { mcpServers: { a: server }, servers: 3 }],
  ['servers by name', { a: server }],
])('%s: %j', (format, file) => {
  const preview = readJson(file);
  expect(preview.format).toBe(format);
  expect(preview.entries).toMatchObject([
    { name: 'a', commandLine: expect.stringContaining('npx -y server') as string },
  ]);
});

test('reads what VS Code asks a person for, with comments between', () => {
  const preview = read(`{
    // What each of us has to type.
    "inputs": [
      { "type": "promptString", "id": "token", "description": "API token", "password": true, "default": "never taken" },
      { "type": "pickString", "id": "region", "options": ["eu", "us"], "default": "eu" },
      null, { "id": 3 },
    ],
    "servers": {
      "shop": {
        "type": "http",
        "url": "https://\${input:region}.shop.test/mcp",
        "headers": { "Authorization": "Bearer \${input:token}" },
      },
    },
  }`);
  expect(preview.entries).toMatchObject([
    {
      instance: { url: 'https://eu.shop.test/mcp', headers: [['Authorization', 'Bearer ${TOKEN}']] },
      notes: [
        '${input:region} is written out as "eu".',
        '${input:token} is asked for there (API token): here the environment variable TOKEN stands for it.',
        'The environment variable TOKEN is not set here: set it before you start Hopscope.',
      ],
    },
  ]);
});

test('one entry that is wrong does not cost the others', () => {
  const { entries } = readJson({ mcpServers: { bad: 3, good: server, worse: {} } });
  expect(
    entries.map(({ name, instance, problem }) => [name, instance !== undefined, problem !== undefined]),
  ).toEqual([
    ['bad', false, true],
    ['good', true, false],
    ['worse', false, true],
  ]);
});

test('what the workspace has is told apart from what only has its name', () => {
  const known: Instance[] = [
    {
      id: 'a',
      name: 'Files',
      url: 'stdio:x',
      headers: [],
      stdio: { ...server, env: { T: '${HOPSCOPE_A_ENV_T}' } },
    },
    { id: 'b', name: 'web', url: 'http://h.test/mcp', headers: [] },
  ];
  const { entries } = readJson(
    {
      mcpServers: {
        files: { ...server, env: { T: 'token' } },
        other: { url: 'http://h.test/mcp' },
        web: { url: 'http://else.test/mcp' },
        WEB: { url: 'http://third.test/mcp' },
      },
    },
    known,
  );
  expect(entries[0]).toMatchObject({ name: 'files', problem: 'It is in the workspace already.' });
  expect(entries[0]?.instance).toBeUndefined();
  expect(entries[1]).toMatchObject({
    instance: { name: 'other' },
    notes: ['The workspace has the same server as web.'],
  });
  expect(entries[2]).toMatchObject({
    instance: { name: 'web (2)' },
    notes: [expect.stringContaining('is taken')],
  });
  expect(entries[3]).toMatchObject({ instance: { name: 'WEB (3)' } });
});

test('a name that stands there twice is told of', () => {
  const { entries } = read(
    '{"mcpServers":{"a":{"command":"one"},"a":{"command":"two"},"b":{"command":"x","command":"y"}}}',
  );
  expect(entries[0]).toMatchObject({
    commandLine: 'two',
    notes: ['It stands there more than once; the last one counts.'],
  });
  expect(entries[1]?.notes).toEqual([]);
});

test('no server at all is no fault', () => {
  expect(readJson({ mcpServers: {} })).toEqual({ format: 'mcp.json', entries: [] });
});

test.each([
  ['', 'It is empty'],
  ['{"mcpServers": {\n  "a": nonsense\n}}', 'line 2, column 8'],
  ['[]', 'no object with "mcpServers"'],
  ['{"mcpServers":[]}', 'Its "mcpServers" is no object'],
  ['{"mcp":{"servers":"x"}}', 'Its "mcp.servers" is no object'],
  ['{}', 'It has nothing'],
  ['{"name":"x","scripts":{}}', 'It has "name", "scripts"'],
  [JSON.stringify({ a: 1, b: 1, c: 1, d: 1, e: 1, f: 1, g: 1, h: 1, i: 1 }), 'and others'],
  [
    JSON.stringify({
      servers: Object.fromEntries(Array.from({ length: 501 }, (_, i) => [`s${String(i)}`, {}])),
    }),
    'names 501 servers',
  ],
])('%j is refused with a sentence', (text, says) => {
  expect(() => read(text)).toThrow(AppError);
  expect(() => read(text)).toThrow(says);
});

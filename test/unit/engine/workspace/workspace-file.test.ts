import { expect, test } from 'vitest';
import {
  EMPTY_WORKSPACE,
  readWorkspaceFile,
  writeWorkspaceFile,
  type WorkspaceContent,
} from '../../../../engine/workspace/workspace-file.ts';

const content: WorkspaceContent = {
  ...EMPTY_WORKSPACE,
  name: 'shop',
  instances: [
    { id: 'eu', name: 'EU', url: 'https://eu.test/mcp', headers: [['X-A', 'b: c']], useSystemProxy: true },
    { id: 'us', name: 'US', url: 'https://us.test/mcp', headers: [], tls: { caFile: 'ca.pem' } },
  ],
  fleets: [{ id: 'all', name: 'all', instanceIds: ['eu', 'us'] }],
};

test('writes what a person can read, and reads it back', () => {
  const text = writeWorkspaceFile(content);
  expect(text).toMatchInlineSnapshot(`
    "{
      "version": 1,
      "name": "shop",
      "instances": [
        {
          "id": "eu",
          "name": "EU",
          "url": "https://eu.test/mcp",
          "headers": [
            "X-A: b: c"
          ],
          "useSystemProxy": true
        },
        {
          "id": "us",
          "name": "US",
          "url": "https://us.test/mcp",
          "headers": [],
          "tls": {
            "caFile": "ca.pem"
          }
        }
      ],
      "fleets": [
        {
          "id": "all",
          "name": "all",
          "instances": [
            "eu",
            "us"
          ]
        }
      ]
    }
    "
  `);
  expect(readWorkspaceFile(text)).toEqual({ kind: 'ok', value: content, notes: [] });
});

test.each([
  ['', 'no JSON'],
  ['{"version": 1', 'no JSON'],
  ['<<<<<<< HEAD\n{}', 'merge conflict'],
  ['[]', 'no JSON object'],
  ['{}', 'version'],
  ['{"version":"1"}', 'version'],
  ['{"version":1,"instances":{}}', '"instances" is no list'],
  ['{"version":1,"name":3}', '"name" is no text'],
])('%j is damaged', (text, says) => {
  const reading = readWorkspaceFile(text);
  expect(reading.kind).toBe('damaged');
  expect(reading).toHaveProperty('message', expect.stringContaining(says));
});

test('a newer format is told apart from damage', () => {
  expect(readWorkspaceFile('{"version":7,"instances":"another shape"}')).toMatchObject({
    kind: 'newer',
    version: 7,
  });
});

test('an entry with a fault is left out, named, and written back as it was', () => {
  const odd = [
    { id: 'ok', name: 'ok', url: 'http://h.test/' },
    { id: 'ok', name: 'other', url: 'http://h.test/' },
    { id: 'same', name: 'OK', url: 'http://h.test/' },
    { id: '../x', name: 'x', url: 'http://h.test/' },
    { id: 'f', name: 'f', url: 'ftp://h.test/', note: 'kept' },
    { id: 'h', name: 'h', url: 'http://h.test/', headers: ['no colon'] },
    'text',
  ];
  const reading = readWorkspaceFile(JSON.stringify({ version: 1, instances: odd, fleets: [{ id: 'x' }] }));
  if (reading.kind !== 'ok') throw new Error(reading.message);
  expect(reading.value.instances.map((instance) => instance.id)).toEqual(['ok']);
  expect(reading.value.fleets).toEqual([]);
  expect(reading.notes).toHaveLength(7);
  expect(reading.notes[0]).toContain('The instance in place 2 is left out: the id "ok" is there twice.');
  const again = JSON.parse(writeWorkspaceFile(reading.value)) as { instances: unknown[]; fleets: unknown[] };
  expect(again.instances.slice(1)).toEqual(odd.slice(1));
  expect(again.fleets).toEqual([{ id: 'x' }]);
});

const command = { command: 'npx', args: ['-y', 'server'], env: { KEY: '${KEY}' }, cwd: 'srv' };

test('an instance with a command is written without an address, and never as approved', () => {
  const instance = { id: 'l', name: 'L', url: 'stdio:x', stdio: command, headers: [], approved: true };
  const text = writeWorkspaceFile({ ...EMPTY_WORKSPACE, instances: [{ ...instance, era: 'legacy' }] });
  expect((JSON.parse(text) as { instances: unknown[] }).instances).toEqual([
    { id: 'l', name: 'L', stdio: command, era: 'legacy' },
  ]);
  const reading = readWorkspaceFile(text);
  expect(reading).toMatchObject({ kind: 'ok', notes: [] });
  expect(reading.kind === 'ok' && reading.value.instances).toEqual([
    {
      id: 'l',
      name: 'L',
      url: "stdio:KEY='${KEY}' npx -y server",
      stdio: command,
      headers: [],
      era: 'legacy',
    },
  ]);
});

test('a file that calls its command approved is not believed', () => {
  const entry = { id: 'l', name: 'L', stdio: { command: 'rm' }, approved: true };
  const reading = readWorkspaceFile(JSON.stringify({ version: 1, instances: [entry] }));
  if (reading.kind !== 'ok') throw new Error(reading.message);
  expect(reading.value.instances).toEqual([
    { id: 'l', name: 'L', url: 'stdio:rm', stdio: { command: 'rm', args: [], env: {} }, headers: [] },
  ]);
});

test.each([
  [{ stdio: 'npx server' }, '"stdio" is no object'],
  [{ stdio: {} }, '"stdio.command" is no text'],
  [{ stdio: { command: '' } }, 'The command is empty'],
  [{ stdio: { command: 'x', args: 'y' } }, '"stdio.args" are no list of texts'],
  [{ stdio: { command: 'x', args: [1] } }, '"stdio.args" are no list of texts'],
  [{ stdio: { command: 'x', env: ['A=b'] } }, '"stdio.env" is no object'],
  [{ stdio: { command: 'x', env: { A: 1 } } }, '"stdio.env" is no object'],
  [{ stdio: { command: 'x', env: { 'A=': 'b' } } }, 'cannot be the name'],
  [{ stdio: { command: 'x', cwd: 3 } }, '"stdio.cwd" is no path'],
  [{ url: 'http://h.test/', era: 'new' }, '"era" is neither'],
  [{}, 'neither a "url" nor a "stdio"'],
])('%j is left out, named, and written back', (part, says) => {
  const entry = { id: 'l', name: 'L', ...part };
  const reading = readWorkspaceFile(JSON.stringify({ version: 1, instances: [entry] }));
  if (reading.kind !== 'ok') throw new Error(reading.message);
  expect(reading.value.instances).toEqual([]);
  expect(reading.notes).toEqual([expect.stringContaining(says)]);
  expect((JSON.parse(writeWorkspaceFile(reading.value)) as { instances: unknown[] }).instances).toEqual([
    entry,
  ]);
});

test('a section "client" with a fault costs nothing else, and is written back as it was', () => {
  const client = { roots: 'none', mine: ['kept'] };
  const instance = { id: 'eu', name: 'EU', url: 'http://h.test/', headers: [] };
  const reading = readWorkspaceFile(JSON.stringify({ version: 1, instances: [instance], client }));
  if (reading.kind !== 'ok') throw new Error(reading.message);
  expect(reading.value.client).toBeUndefined();
  expect(reading.value.instances).toEqual([instance]);
  expect(reading.notes).toEqual([expect.stringContaining('The section "client" is left out')]);
  expect((JSON.parse(writeWorkspaceFile(reading.value)) as { client: unknown }).client).toEqual(client);
});

test('the section "client" is written in one order of keys', () => {
  const settings = {
    responders: { roots: { mode: 'ask' }, elicitation: { mode: 'accept' } },
    roots: [],
  } as const;
  const text = writeWorkspaceFile({ ...EMPTY_WORKSPACE, client: { ...settings, capabilities: {} } });
  expect(text).toContain(`"client": {
    "capabilities": {},
    "roots": [],
    "responders": {
      "elicitation": {
        "mode": "accept"
      },
      "roots": {`);
});

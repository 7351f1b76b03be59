import { expect, test } from 'vitest';
import { UsageError } from '../../../cli/exit-codes.ts';
import {
  parseHeader,
  parseLabelledTarget,
  parseTarget,
  programOf,
  toInstances,
} from '../../../cli/targets.ts';
import type { Instance } from '../../../shared/model/instance.ts';

test.each([
  ['http://h.test/mcp?a=b', { kind: 'url', text: 'http://h.test/mcp?a=b' }],
  ['HTTPS://h.test', { kind: 'url', text: 'HTTPS://h.test' }],
  ['ftp://h.test', { kind: 'url', text: 'ftp://h.test' }],
  [' alpha ', { kind: 'name', text: 'alpha' }],
])('%j', (text, expected) => {
  expect(parseTarget(text)).toEqual(expected);
});

test.each([
  ['beta=http://h.test/mcp?a=b', { label: 'beta', kind: 'url', text: 'http://h.test/mcp?a=b' }],
  ['http://h.test/mcp?a=b', { kind: 'url', text: 'http://h.test/mcp?a=b' }],
  ['new=old', { label: 'new', kind: 'name', text: 'old' }],
  ['beta', { kind: 'name', text: 'beta' }],
])('--to %j', (text, expected) => {
  expect(parseLabelledTarget(text)).toEqual(expected);
});

test.each(['', '  ', 'stdio:', 'stdio:node a | b'])('%j is refused', (text) => {
  expect(() => parseTarget(text)).toThrow(UsageError);
  expect(() => parseLabelledTarget(`x=${text}`)).toThrow(UsageError);
});

test('reads a header', () => {
  expect(parseHeader('X-Time: 12:30 ')).toEqual(['X-Time', '12:30']);
  expect(parseHeader('X-Empty:')).toEqual(['X-Empty', '']);
  expect(() => parseHeader('no colon')).toThrow("'Name: value'");
  expect(() => parseHeader(': x')).toThrow(UsageError);
});

const wanted = { headers: [], era: 'auto' } as const;

const known: Instance[] = [
  {
    id: 'eu',
    name: 'EU',
    url: 'https://eu.test/mcp',
    headers: [
      ['X-Tenant', 'acme'],
      ['Authorization', '${T}'],
    ],
    tls: { caFile: '/ca.pem' },
    useSystemProxy: true,
  },
];

test('names become instances of the workspace, URLs get their host as a name, and no name comes twice', () => {
  const specs = ['eu', 'http://h.test:81/a', 'http://h.test:81/b'].map(parseTarget);
  const instances = toInstances([...specs, parseLabelledTarget('eu=http://other.test')], known, wanted);
  expect(instances.map(({ name, url }) => [name, url])).toEqual([
    ['EU', 'https://eu.test/mcp'],
    ['h.test:81', 'http://h.test:81/a'],
    ['h.test:81#2', 'http://h.test:81/b'],
    ['eu#2', 'http://other.test'],
  ]);
  expect(instances[0]).toMatchObject({ tls: { caFile: '/ca.pem' }, useSystemProxy: true });
});

test('headers of the command line replace those of the same name', () => {
  const [instance] = toInstances([parseTarget('EU')], known, {
    headers: [['authorization', 'Bearer x']],
    era: 'auto',
  });
  expect(instance?.headers).toEqual([
    ['X-Tenant', 'acme'],
    ['authorization', 'Bearer x'],
  ]);
});

test('an unknown name tells which there are', () => {
  expect(() => toInstances([parseTarget('us')], known, wanted)).toThrow('The workspace has: EU.');
  expect(() => toInstances([parseTarget('us')], [], wanted)).toThrow('has no instances');
});

test('stdio: and a command line: named after the program, seen by whoever wrote it', () => {
  const specs = [
    'stdio:./server --x',
    'stdio:node dist/my-server.js --port 1',
    'stdio: A=b npx -y @scope/pkg',
    'loud=stdio:node a.js',
    "stdio:node -e 'x()'",
    'stdio:/usr/bin/deno',
  ].map(parseLabelledTarget);
  const instances = toInstances(specs, [], { headers: [], era: 'legacy' });
  expect(instances.map(({ name, url }) => [name, url])).toEqual([
    ['server', 'stdio:./server --x'],
    ['my-server.js', 'stdio:node dist/my-server.js --port 1'],
    ['pkg', 'stdio:A=b npx -y @scope/pkg'],
    ['loud', 'stdio:node a.js'],
    ['node', "stdio:node -e 'x()'"],
    ['deno', 'stdio:/usr/bin/deno'],
  ]);
  expect(instances[2]).toMatchObject({
    stdio: { command: 'npx', args: ['-y', '@scope/pkg'], env: { A: 'b' } },
    approved: true,
    era: 'legacy',
  });
});

test('a command of the workspace is allowed only where it was, and an era of the command line counts more', () => {
  const stdio = { command: 'x', args: [], env: {} };
  const stored: Instance[] = [
    { id: 'a', name: 'a', url: 'stdio:x', stdio, approved: false, headers: [], era: 'legacy' },
  ];
  expect(toInstances([parseTarget('a')], stored, wanted)).toMatchObject([
    { stdio, approved: false, era: 'legacy' },
  ]);
  expect(toInstances([parseTarget('a')], stored, { headers: [], era: 'modern' })[0]?.era).toBe('modern');
});

test.each([
  [
    ['node', 'node_modules/@modelcontextprotocol/server-everything/dist/index.js', 'stdio'],
    'server-everything',
  ],
  [['node', '--inspect', 'orders/src/server.ts'], 'orders'],
  [['python3', 'C:\\work\\shop\\main.py'], 'shop'],
  [['node', './index.js'], 'index.js'],
  [['node', 'dist/my-server.js'], 'my-server.js'],
  [['/opt/bin/index.js'], 'index.js'],
])('%j is called %s', ([command = '', ...args], name) => {
  expect(programOf({ command, args, env: {} })).toBe(name);
});

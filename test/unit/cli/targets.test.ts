import { expect, test } from 'vitest';
import { UsageError } from '../../../cli/exit-codes.ts';
import { parseHeader, parseLabelledTarget, parseTarget, toInstances } from '../../../cli/targets.ts';
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

test.each(['', '  ', 'stdio:node server.js'])('%j is refused', (text) => {
  expect(() => parseTarget(text)).toThrow(UsageError);
  expect(() => parseLabelledTarget(`x=${text}`)).toThrow(UsageError);
});

test('reads a header', () => {
  expect(parseHeader('X-Time: 12:30 ')).toEqual(['X-Time', '12:30']);
  expect(parseHeader('X-Empty:')).toEqual(['X-Empty', '']);
  expect(() => parseHeader('no colon')).toThrow("'Name: value'");
  expect(() => parseHeader(': x')).toThrow(UsageError);
});

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
  const instances = toInstances([...specs, parseLabelledTarget('eu=http://other.test')], known, []);
  expect(instances.map(({ name, url }) => [name, url])).toEqual([
    ['EU', 'https://eu.test/mcp'],
    ['h.test:81', 'http://h.test:81/a'],
    ['h.test:81#2', 'http://h.test:81/b'],
    ['eu#2', 'http://other.test'],
  ]);
  expect(instances[0]).toMatchObject({ tls: { caFile: '/ca.pem' }, useSystemProxy: true });
});

test('headers of the command line replace those of the same name', () => {
  const [instance] = toInstances([parseTarget('EU')], known, [['authorization', 'Bearer x']]);
  expect(instance?.headers).toEqual([
    ['X-Tenant', 'acme'],
    ['authorization', 'Bearer x'],
  ]);
});

test('an unknown name tells which there are', () => {
  expect(() => toInstances([parseTarget('us')], known, [])).toThrow('The workspace has: EU.');
  expect(() => toInstances([parseTarget('us')], [], [])).toThrow('has no instances');
});

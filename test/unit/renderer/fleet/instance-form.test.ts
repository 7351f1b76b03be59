import { describe, expect, it } from 'vitest';
import { checkInstance } from '../../../../engine/workspace/check-instance.ts';
import { AppError } from '../../../../engine/app-error.ts';
import {
  commandOf,
  fieldOf,
  formOf,
  inputOf,
  nameForCommand,
  nameForUrl,
} from '../../../../renderer/fleet/instance-form.ts';
import type { Instance, InstanceInput } from '../../../../shared/model/instance.ts';

const FULL: Instance = {
  id: 'a',
  name: 'alpha',
  url: 'https://x.invalid/mcp',
  headers: [['Authorization', 'Bearer ${TOKEN}']],
  tls: { caFile: '/ca.pem', certFile: '/c.pem', keyFile: '/k.pem', trustAnyCertificate: true },
  useSystemProxy: true,
  era: 'legacy',
};

const LOCAL: Instance = {
  id: 'l',
  name: 'local',
  url: 'stdio:…',
  headers: [],
  stdio: {
    command: 'C:\\Program Files\\node.exe',
    args: ['', "it's", 'two words', '\u202egnp', '--x=1'],
    env: { KEY: '${KEY}', ODD: ' kept ' },
    cwd: '/srv/here',
  },
  approved: true,
};

describe('the form of an instance', () => {
  it('gives back what it was made from', () => {
    expect(inputOf(formOf(FULL), 'a')).toEqual({ ok: true, value: FULL });
  });

  it('gives back exactly the command that it was made from, and never that it is allowed', () => {
    const { id, name, headers, stdio } = LOCAL;
    expect(inputOf(formOf(LOCAL), id)).toEqual({
      ok: true,
      value: { id, name, headers, stdio, url: '' },
    });
  });

  it('leaves empty fields out', () => {
    const form = {
      ...formOf({ id: 'a', name: ' a ', url: ' http://b ', headers: [] }),
      headers: [{ name: ' ', value: '' }],
      caFile: '  ',
    };
    expect(inputOf(form, undefined)).toEqual({
      ok: true,
      value: { name: 'a', url: 'http://b', headers: [] },
    });
  });

  it('sends what belongs to the kind that is chosen, and keeps the other in the fields', () => {
    const asHttp = { ...formOf(LOCAL), kind: 'http', url: 'http://x/' } as const;
    expect(inputOf(asHttp, 'l')).toEqual({
      ok: true,
      value: { id: 'l', name: 'local', url: 'http://x/', headers: [] },
    });
    expect(asHttp.commandLine).not.toBe('');
  });
});

describe('commandOf', () => {
  const fields = { commandLine: 'A=1 node x', env: [{ name: ' B ', value: ' 2 ' }], cwd: '  ' };

  it('takes variables from the rows and from before the command', () => {
    expect(commandOf(fields)).toEqual({
      ok: true,
      value: { command: 'node', args: ['x'], env: { B: ' 2 ', A: '1' } },
    });
  });

  it('refuses a variable that is set twice', () => {
    const twice = { ...fields, env: [{ name: 'A', value: '2' }] };
    expect(commandOf(twice)).toMatchObject({ ok: false, problem: { field: 'env' } });
  });

  it.each(['', 'a | b', '"open'])('says beside the command what is wrong with %j', (commandLine) => {
    expect(commandOf({ ...fields, commandLine })).toMatchObject({ ok: false, problem: { field: 'command' } });
  });
});

it.each([
  ['http://127.0.0.1:3000/mcp', [], '127.0.0.1:3000'],
  ['http://127.0.0.1:3000/mcp', ['127.0.0.1:3000', '127.0.0.1:3000 2'], '127.0.0.1:3000 3'],
  ['not a url', [], 'not a url'],
  ['', [], 'instance'],
])('names %j, where %j are taken, %j', (url, taken, name) => {
  expect(nameForUrl(url, taken)).toBe(name);
});

it.each([
  ['npx', ['-y', '@modelcontextprotocol/server-everything@1.2'], [], 'server-everything'],
  ['/usr/bin/python3', ['-m', 'my_server'], [], 'my_server'],
  ['C:\\tools\\srv.exe', ['x'], [], 'srv.exe'],
  ['node', [], ['node'], 'node 2'],
  ['@', [], [], '@'],
])('names the command %j %j, where %j are taken, %j', (command, args, taken, name) => {
  expect(nameForCommand({ command, args, env: {} }, taken)).toBe(name);
});

describe('fieldOf', () => {
  function refusal(part: Partial<InstanceInput>): string {
    try {
      checkInstance({ name: 'a', url: 'http://x/', headers: [], ...part });
    } catch (error) {
      if (error instanceof AppError) return fieldOf(error.toBridgeError());
    }
    return 'accepted';
  }
  const stdio = { command: 'node', args: [], env: {} };

  it.each([
    ['name', { name: '' }],
    ['name', { name: 'x'.repeat(200) }],
    ['url', { url: '' }],
    ['url', { url: 'ftp://x' }],
    ['url', { url: 'stdio:node' }],
    ['url', { url: 'nonsense' }],
    ['url', { url: 'http://u:p@x/' }],
    ['url', { url: 'http://x/#f' }],
    ['headers', { headers: [['', 'x']] }],
    ['headers', { headers: [['a b', 'x']] }],
    ['headers', { headers: [['Mcp-Name', 'x']] }],
    ['headers', { headers: [['A', '${']] }],
    ['tls', { tls: { keyFile: '/k' } }],
    ['tls', { tls: { caFile: '-----BEGIN CERTIFICATE-----' } }],
    ['command', { stdio: { ...stdio, command: ' ' } }],
    ['command', { stdio: { ...stdio, command: 'node ' } }],
    ['command', { stdio: { ...stdio, args: ['\0'] } }],
    ['command', { stdio: { ...stdio, args: Array<string>(1001).fill('') } }],
    ['env', { stdio: { ...stdio, env: { '': '1' } } }],
    ['env', { stdio: { ...stdio, env: { 'A B': '1' } } }],
    ['env', { stdio: { ...stdio, env: { A: '${' } } }],
    ['env', { stdio: { ...stdio, env: { A: '\0' } } }],
    ['cwd', { stdio: { ...stdio, cwd: ' ' } }],
    ['cwd', { stdio: { ...stdio, cwd: '\0' } }],
  ] as const)('puts the engine’s own sentence beside %s', (field, part) => {
    expect(refusal(part)).toBe(field);
  });

  it.each([
    ['input.headers.0.1', 'headers'],
    ['input.stdio.args.0', 'command'],
    ['input.stdio.env.A', 'env'],
    ['input.stdio.cwd', 'cwd'],
  ])('goes by the path %s that the bridge names', (path, field) => {
    expect(fieldOf({ code: 'BAD_INPUT', message: 'no', details: { path } })).toBe(field);
  });

  it('goes to the foot of the form otherwise', () => {
    expect(fieldOf({ code: 'IO', message: 'The disk is full.' })).toBe('form');
  });
});

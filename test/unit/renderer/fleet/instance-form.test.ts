import { describe, expect, it } from 'vitest';
import { checkInstance } from '../../../../engine/workspace/check-instance.ts';
import { AppError } from '../../../../engine/app-error.ts';
import { fieldOf, formOf, inputOf, nameForUrl } from '../../../../renderer/fleet/instance-form.ts';
import type { Instance, InstanceInput } from '../../../../shared/model/instance.ts';

const FULL: Instance = {
  id: 'a',
  name: 'alpha',
  url: 'https://x.invalid/mcp',
  headers: [['Authorization', 'Bearer ${TOKEN}']],
  tls: { caFile: '/ca.pem', certFile: '/c.pem', keyFile: '/k.pem', trustAnyCertificate: true },
  useSystemProxy: true,
};

describe('the form of an instance', () => {
  it('gives back what it was made from', () => {
    expect(inputOf(formOf(FULL), 'a')).toEqual(FULL);
  });

  it('leaves empty fields out', () => {
    const form = {
      ...formOf({ id: 'a', name: ' a ', url: ' http://b ', headers: [] }),
      headers: [{ name: ' ', value: '' }],
      caFile: '  ',
    };
    expect(inputOf(form, undefined)).toEqual({ name: 'a', url: 'http://b', headers: [] });
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

describe('fieldOf', () => {
  function refusal(part: Partial<InstanceInput>): string {
    try {
      checkInstance({ name: 'a', url: 'http://x/', headers: [], ...part });
    } catch (error) {
      if (error instanceof AppError) return fieldOf(error.toBridgeError());
    }
    return 'accepted';
  }

  it.each([
    ['name', { name: '' }],
    ['name', { name: 'x'.repeat(200) }],
    ['url', { url: '' }],
    ['url', { url: 'ftp://x' }],
    ['url', { url: 'nonsense' }],
    ['url', { url: 'http://u:p@x/' }],
    ['url', { url: 'http://x/#f' }],
    ['headers', { headers: [['', 'x']] }],
    ['headers', { headers: [['a b', 'x']] }],
    ['headers', { headers: [['Mcp-Name', 'x']] }],
    ['headers', { headers: [['A', '${']] }],
    ['tls', { tls: { keyFile: '/k' } }],
    ['tls', { tls: { caFile: '-----BEGIN CERTIFICATE-----' } }],
  ] as const)('puts the engine’s own sentence beside %s', (field, part) => {
    expect(refusal(part)).toBe(field);
  });

  it('goes by the path that the bridge names, and to the foot of the form otherwise', () => {
    const path = { code: 'BAD_INPUT', message: 'no', details: { path: 'input.headers.0.1' } } as const;
    expect(fieldOf(path)).toBe('headers');
    expect(fieldOf({ code: 'IO', message: 'The disk is full.' })).toBe('form');
  });
});

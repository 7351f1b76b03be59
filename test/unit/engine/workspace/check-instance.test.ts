import { expect, test } from 'vitest';
import { AppError } from '../../../../engine/app-error.ts';
import { checkInstance } from '../../../../engine/workspace/check-instance.ts';
import type { InstanceInput } from '../../../../shared/model/instance.ts';

const good: InstanceInput = { name: 'eu', url: 'http://127.0.0.1:1/mcp', headers: [] };

test('keeps what is right, without white space around it and without the id', () => {
  const input: InstanceInput = {
    id: 'eu',
    name: ' eu west ',
    url: ' https://h.test/mcp?x=1 ',
    headers: [[' X-Tenant ', '  acme corp ']],
    tls: { caFile: '/ca.pem', certFile: '/c.pem', keyFile: '/k.pem', trustAnyCertificate: true },
    useSystemProxy: false,
  };
  expect(checkInstance(input)).toEqual({
    name: 'eu west',
    url: 'https://h.test/mcp?x=1',
    headers: [['X-Tenant', 'acme corp']],
    tls: { caFile: '/ca.pem', certFile: '/c.pem', keyFile: '/k.pem', trustAnyCertificate: true },
    useSystemProxy: false,
  });
});

const wrong: readonly (readonly [string, Partial<InstanceInput>, string])[] = [
  ['no name', { name: '  ' }, 'needs a name'],
  ['a name with a line feed', { name: 'a\nb' }, 'line breaks'],
  ['a long name', { name: 'x'.repeat(101) }, 'at most 100'],
  ['no URL', { url: '' }, 'empty'],
  ['half a URL', { url: 'localhost:3000/mcp' }, 'must start with http'],
  ['no URL at all', { url: 'what' }, 'is no URL'],
  ['a file', { url: 'file:///etc/passwd' }, 'not with "file:"'],
  ['javascript', { url: 'javascript:alert(1)' }, 'must start with http'],
  ['credentials', { url: 'https://ann:pw@h.test/mcp' }, 'add a header Authorization'],
  ['a user', { url: 'https://ann@h.test/mcp' }, 'add a header Authorization'],
  ['a space', { url: 'http://h.test/a b' }, 'spaces'],
  ['a line feed', { url: 'http://h.test/a\r\nX: y' }, 'line breaks'],
  ['a fragment', { url: 'http://h.test/mcp#x' }, 'fragment'],
  ['a header without name', { headers: [['', 'x']] }, 'no name'],
  ['a header with a space', { headers: [['X Y', 'x']] }, 'cannot be a header'],
  ['a header with a colon', { headers: [['X:', 'x']] }, 'cannot be a header'],
  ['a line feed in a value', { headers: [['X', 'a\nb']] }, 'line break'],
  ['a NUL in a value', { headers: [['X', 'a\u0000b']] }, 'control character'],
  ['an emoji in a value', { headers: [['X', '🙂']] }, 'cannot be sent'],
  ['a broken reference', { headers: [['X', '${A B}']] }, '${A B}'],
  ['a length', { headers: [['Content-Length', '1']] }, 'written by Hopscope'],
  ['a method', { headers: [['mcp-method', 'x']] }, 'written by Hopscope'],
  ['PEM text', { tls: { caFile: '-----BEGIN CERTIFICATE-----' } }, 'path'],
  ['a key alone', { tls: { keyFile: '/k.pem' } }, 'needs its certificate'],
];

test.each(wrong)('%s is refused with a sentence', (_what, part, says) => {
  const check = (): unknown => checkInstance({ ...good, ...part });
  expect(check).toThrow(AppError);
  expect(check).toThrow(says);
});

test('an instance with a command has its address from it, and nothing of HTTP', () => {
  const stdio = { command: 'npx', args: ['-y', 'a server'], env: { KEY: '${KEY}' }, cwd: 'srv' };
  const input: InstanceInput = {
    ...good,
    url: 'stdio:something else',
    stdio,
    era: 'legacy',
    approved: true,
    headers: [['X-A', 'b']],
    useSystemProxy: true,
  };
  expect(checkInstance(input)).toEqual({
    name: 'eu',
    era: 'legacy',
    url: "stdio:KEY='${KEY}' npx -y 'a server'",
    stdio,
    headers: [],
  });
});

test('keeps the era that a person set', () => {
  expect(checkInstance({ ...good, era: 'modern' }).era).toBe('modern');
});

test('a command where the address belongs is refused with what to do', () => {
  expect(() => checkInstance({ ...good, url: 'stdio:npx server' })).toThrow('give the instance a command');
});

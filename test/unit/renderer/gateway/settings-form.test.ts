import { describe, expect, it } from 'vitest';
import {
  expectedUrl,
  freePort,
  isLoopbackHost,
  settingsEdit,
  settingsForm,
} from '../../../../renderer/gateway/settings-form.ts';
import { makeGateway, makeRule } from './samples.ts';

const gateway = makeGateway({
  listen: { host: '127.0.0.1', port: 47_300 },
  allowOrigins: ['http://localhost:5173', 'https://a.example'],
  rules: [makeRule('r')],
});

describe('settings in their fields', () => {
  it('come back as they were; rules stay', () => {
    const edit = settingsEdit(settingsForm(gateway));
    expect(edit.ok && edit.value(gateway)).toEqual(gateway);
  });

  it.each([
    [{ name: '' }, 'name'],
    [{ host: 'http://x' }, 'host'],
    [{ port: '65536' }, 'port'],
    [{ instanceIds: [] }, 'instances'],
    [{ seed: '1.5' }, 'seed'],
    [{ allowOrigins: 'http://localhost:5173/path' }, 'origins'],
  ])('say what is wrong: %j', (change, field) => {
    expect(settingsEdit({ ...settingsForm(gateway), ...change })).toMatchObject({
      ok: false,
      problem: { field },
    });
  });
});

it.each([
  ['127.0.0.1', true],
  ['127.9.9.9', true],
  ['LOCALHOST', true],
  ['[::1]', true],
  ['0.0.0.0', false],
  ['::', false],
  ['192.168.1.4', false],
  ['127.0.0.1.example', false],
])('takes %s for loopback: %s', (host, expected) => {
  expect(isLoopbackHost(host)).toBe(expected);
});

it.each([
  ['127.0.0.1', 47_300, 'http://10.0.0.1:3000/mcp?x=1', 'http://127.0.0.1:47300/mcp'],
  ['::1', 80, 'http://a/', 'http://[::1]:80/'],
  ['127.0.0.1', 0, 'http://a/mcp', undefined],
  ['0.0.0.0', 47_300, 'http://a/mcp', undefined],
  ['127.0.0.1', 47_300, undefined, undefined],
])('knows where clients will go: %s %d', (host, port, firstUrl, expected) => {
  expect(expectedUrl({ listen: { host, port } }, firstUrl)).toBe(expected);
});

it('takes a port that no other gateway has', () => {
  expect(freePort([])).toBe(47_300);
  expect(freePort([gateway, makeGateway({ listen: { host: '::1', port: 47_301 } })])).toBe(47_302);
});

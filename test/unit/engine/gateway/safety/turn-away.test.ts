import { describe, expect, it } from 'vitest';
import {
  hostNameOf,
  isAllowedOrigin,
  isLoopbackName,
  turnAway,
  type DoorRules,
  withoutToken,
} from '../../../../../engine/gateway/safety/turn-away.ts';
import type { HeaderList } from '../../../../../shared/model/headers.ts';

const KEY = 'k'.repeat(43);
const rules: DoorRules = {
  listenHost: '127.0.0.1',
  listensBeyondLoopback: false,
  allowOrigins: ['https://app.example'],
  isOwnVia: (name) => name === 'hopscope-1',
  isControlToken: (candidate) => candidate === KEY,
};

function status(headers: HeaderList, more: Partial<DoorRules> = {}, target = '/mcp'): number | undefined {
  return turnAway(target, [['Host', 'localhost:1'], ...headers], { ...rules, ...more })?.status;
}

describe('turnAway', () => {
  it.each(['/mcp', '/', '*', '//x'])('lets the target %s in', (target) => {
    expect(status([], {}, target)).toBeUndefined();
  });

  it.each(['http://localhost/mcp', 'example.com:443', 'mcp', ''])('refuses the target %j', (target) => {
    expect(status([], {}, target)).toBe(400);
  });

  it.each(['localhost', 'LOCALHOST:80', 'a.localhost', '127.0.0.1:5', '127.8.9.1', '[::1]:4', 'localhost.'])(
    'lets the Host %s in',
    (host) => {
      expect(turnAway('/', [['Host', host]], rules)).toBeUndefined();
    },
  );

  it.each(['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', '10.0.0.1', '[::2]', ''])(
    'refuses the Host %j',
    (host) => {
      expect(turnAway('/', [['Host', host]], rules)?.status).toBe(403);
    },
  );

  it('lets addresses and its own name in where it listens beyond this machine', () => {
    const beyond = { ...rules, listensBeyondLoopback: true, listenHost: 'Gate.example' };
    for (const host of ['10.0.0.1:80', '[2001:db8::1]', 'gate.example', 'localhost']) {
      expect(turnAway('/', [['Host', host]], beyond)).toBeUndefined();
    }
    expect(turnAway('/', [['Host', 'evil.example']], beyond)?.status).toBe(403);
  });

  it('refuses no Host and two', () => {
    expect(turnAway('/', [], rules)?.status).toBe(400);
    expect(status([['host', 'localhost']])).toBe(400);
  });

  it('refuses pages of foreign origins, also beside one that may', () => {
    expect(status([['Origin', 'https://app.example']])).toBeUndefined();
    expect(status([['Origin', 'https://evil.example']])).toBe(403);
    expect(
      status([
        ['Origin', 'https://app.example'],
        ['origin', 'null'],
      ]),
    ).toBe(403);
  });

  it('changes to no other protocol, but an offer of HTTP/2 is only an offer', () => {
    expect(status([['Upgrade', 'websocket']])).toBe(501);
    expect(status([['Upgrade', 'h2c, websocket']])).toBe(501);
    expect(status([['Upgrade', 'h2c']])).toBeUndefined();
  });

  it('knows what has passed here before', () => {
    expect(status([['Via', '1.1 other, 1.1 hopscope-1 (x)']])).toBe(508);
    expect(status([['Via', '1.1 hopscope-2']])).toBeUndefined();
    expect(status([['Via', '']])).toBeUndefined();
  });

  it.each([`Bearer ${KEY}`, `a=1; t=${KEY}`, `hopscope.v1, hopscope.token.${KEY}`, KEY])(
    'refuses the key in %s',
    (value) => {
      expect(status([['X', value]])).toBe(400);
      expect(status([['X', value.slice(0, -1)]])).toBeUndefined();
    },
  );
});

describe('isAllowedOrigin', () => {
  it.each([
    ['http://localhost', true],
    ['http://localhost:5173', true],
    ['https://127.0.0.1:1', true],
    ['http://[::1]:1', true],
    ['HTTPS://APP.example', true],
    ['https://app.example:444', false],
    ['http://app.example', false],
    ['http://localhost.evil.example', false],
    ['http://evil.example#localhost', false],
    ['file://', false],
    ['null', false],
    ['', false],
  ])('%s: %s', (origin, expected) => {
    expect(isAllowedOrigin(origin, ['https://app.example'])).toBe(expected);
  });

  it('takes null only where it is named', () => {
    expect(isAllowedOrigin('null', ['null'])).toBe(true);
  });
});

describe('names', () => {
  it.each([
    ['localhost:80', 'localhost'],
    ['LocalHost', 'localhost'],
    ['[::1]:80', '::1'],
    ['::1', '::1'],
    ['1.2.3.4:5', '1.2.3.4'],
  ])('the name in %s is %s', (host, name) => {
    expect(hostNameOf(host)).toBe(name);
  });

  it.each([
    ['localhost', true],
    ['x.localhost', true],
    ['127.255.0.1', true],
    ['::1', true],
    ['127.evil.example', false],
    ['0.0.0.0', false],
    ['notlocalhost', false],
  ])('%s is of this machine: %s', (name, expected) => {
    expect(isLoopbackName(name)).toBe(expected);
  });
});

describe('withoutToken', () => {
  it('leaves headers without the key as they are, and keeps the key out of those that have it', () => {
    const plain: HeaderList = [
      ['Host', 'a'],
      ['Authorization', `Bearer ${'x'.repeat(43)}`],
    ];
    expect(withoutToken(plain, rules.isControlToken)).toBe(plain);
    const kept = withoutToken([...plain, ['Cookie', `a=1; key=${KEY}`]], rules.isControlToken);
    expect(kept.slice(0, 2)).toEqual(plain);
    expect(kept[2]?.[0]).toBe('Cookie');
    expect(JSON.stringify(kept)).not.toContain(KEY);
  });
});

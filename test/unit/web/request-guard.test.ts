import { describe, expect, it } from 'vitest';
import { checkBearer, checkNames, checkSubprotocols, hostNames } from '../../../web/request-guard.ts';
import { createSessions } from '../../../web/session.ts';

const names = hostNames(4321);
const host = names.host;

function openSession() {
  const sessions = createSessions();
  const exchange = sessions.exchange(sessions.issueCode());
  if (!exchange.ok) throw new Error('the code was refused');
  return { sessions, token: exchange.token };
}

describe('hostNames', () => {
  it('leaves port 80 out, as browsers do', () => {
    expect(hostNames(80)).toEqual({ host: '127.0.0.1', origin: 'http://127.0.0.1' });
    expect(names).toEqual({ host: '127.0.0.1:4321', origin: 'http://127.0.0.1:4321' });
  });
});

describe('checkNames', () => {
  it('takes its own names', () => {
    expect(checkNames({ host, origin: names.origin }, names, true)).toBeUndefined();
    expect(checkNames({ host }, names, false)).toBeUndefined();
  });

  it.each([
    undefined,
    '',
    'localhost:4321',
    '127.0.0.1',
    '127.0.0.1:4322',
    'evil.example:4321',
    '[::1]:4321',
  ])('refuses the Host %j', (wrong) => {
    const headers = wrong === undefined ? {} : { host: wrong };
    expect(checkNames(headers, names, false)).toMatchObject({ status: 403, code: 'WRONG_HOST' });
  });

  it.each([
    '1.1 hopscope-0123456789ab',
    '1.1 proxy.example, 1.1 hopscope-0123456789ab',
    '1.0 Hopscope-x (comment)',
  ])('refuses what came through a gateway: Via %j', (via) => {
    const headers = { host, origin: names.origin, via };
    expect(checkNames(headers, names, true)).toMatchObject({ status: 403, code: 'THROUGH_GATEWAY' });
    expect(checkNames({ ...headers, via: '1.1 proxy.example' }, names, true)).toBeUndefined();
  });

  it.each([
    'null',
    '',
    'https://127.0.0.1:4321',
    'http://127.0.0.1',
    'http://localhost:4321',
    'https://evil.example',
  ])('refuses the Origin %j, required or not', (origin) => {
    for (const required of [true, false]) {
      expect(checkNames({ host, origin }, names, required)).toMatchObject({
        status: 403,
        code: 'WRONG_ORIGIN',
      });
    }
  });

  it('refuses an absent Origin where one is required', () => {
    expect(checkNames({ host }, names, true)).toMatchObject({ code: 'WRONG_ORIGIN' });
  });
});

describe('checkBearer', () => {
  it('takes the token and nothing else', () => {
    const { sessions, token } = openSession();
    expect(checkBearer({ authorization: `Bearer ${token}` }, sessions)).toBeUndefined();
    for (const authorization of [
      undefined,
      token,
      `Basic ${token}`,
      'Bearer',
      `Bearer ${token}x`,
      'Bearer x',
    ]) {
      const headers = authorization === undefined ? {} : { authorization };
      expect(checkBearer(headers, sessions)).toMatchObject({ status: 401, code: 'NO_SESSION' });
    }
  });
});

describe('checkSubprotocols', () => {
  const { sessions, token } = openSession();
  const check = (offered: string | undefined) =>
    checkSubprotocols(offered === undefined ? {} : { 'sec-websocket-protocol': offered }, sessions);

  it('wants its own protocol and the token', () => {
    expect(check(`hopscope.v1, hopscope.token.${token}`)).toBeUndefined();
    expect(check(`hopscope.token.${token},hopscope.v1`)).toBeUndefined();
  });

  it.each([
    undefined,
    '',
    'hopscope.v1',
    'hopscope.v1, hopscope.token.',
    'hopscope.v1, hopscope.token.x',
    token,
  ])('refuses %j', (offered) => {
    expect(check(offered)).toMatchObject({ status: 401, code: 'NO_SESSION' });
  });

  it('refuses another protocol with the right token', () => {
    expect(check(`hopscope.v2, hopscope.token.${token}`)).toMatchObject({ status: 400 });
  });
});

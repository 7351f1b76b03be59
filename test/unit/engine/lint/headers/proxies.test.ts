import { expect, it } from 'vitest';
import {
  answeredThroughProxy,
  cameThroughProxy,
  clientHeaders,
  wasHandedOn,
} from '../../../../../engine/lint/headers/proxies.ts';
import { exchange } from '../../../../support/lint/exchange.ts';
import { clientHeaderList, foreign } from '../../../../support/lint/through-gateway.ts';

it('takes the headers that the client wrote, not those that our gateway handed on', () => {
  const written = clientHeaderList();
  const seen = exchange(foreign(written));
  expect(clientHeaders(seen)).toEqual(written);
  expect(cameThroughProxy(seen)).toBe(false);
  expect(clientHeaders(exchange()).map(([name]) => name)).toContain('Mcp-Method');
});

it.each(['Via', 'Forwarded', 'X-Forwarded-For', 'x-real-ip', 'CF-Ray'])('knows a proxy by %s', (name) => {
  expect(cameThroughProxy(exchange(foreign(clientHeaderList([], [name, '1']))))).toBe(true);
  // What Hopscope sends by itself is recorded where it leaves.
  expect(cameThroughProxy(exchange({ headers: { [name]: '1' } }))).toBe(false);
});

it('tells by the answer', () => {
  const via = exchange({ answerHeaders: { Via: '1.1 front' } });
  const nginx = exchange({ answerHeaders: { Server: 'nginx/1.27.0' } });
  expect([wasHandedOn(via), answeredThroughProxy(via)]).toEqual([true, true]);
  expect([wasHandedOn(nginx), answeredThroughProxy(nginx)]).toEqual([false, true]);
  const direct = exchange({ answerHeaders: { Server: 'uvicorn' } });
  expect([wasHandedOn(direct), answeredThroughProxy(direct)]).toEqual([false, false]);
  expect([wasHandedOn(exchange({ silent: true })), answeredThroughProxy(exchange({ silent: true }))]).toEqual(
    [false, false],
  );
});

import { expect, it } from 'vitest';
import {
  bodyCut,
  describeExchange,
  liesOf,
  lostSession,
} from '../../../../../engine/gateway/record/describe-exchange.ts';
import { META } from '../../../../../shared/spec/modern.ts';

const body = Buffer.from(
  JSON.stringify({
    id: 1,
    method: 'tools/call',
    params: { name: 'a', _meta: { [META.protocolVersion]: '2026-07-28' } },
  }),
);
const headers = [
  ['MCP-Protocol-Version', '2026-07-28'],
  ['Mcp-Method', 'tools/call'],
  ['Mcp-Name', 'b'],
] as const;
const request = {
  settings: { id: 'g', name: 'door' },
  trace: { tried: [], candidates: [], why: 'Because.' },
  url: 'http://h/mcp',
  httpMethod: 'POST',
  target: '/mcp',
  headers,
  body,
  knownEra: undefined,
  startedAt: 1,
};

it('what goes to nobody is the gateway’s own', () => {
  expect(describeExchange(request)).toMatchObject({
    origin: 'gateway',
    instanceId: '',
    instanceName: 'door',
    era: 'modern',
    method: 'tools/call',
    name: 'a',
    headerFault: true,
    gateway: { gatewayId: 'g', gatewayName: 'door', trace: { why: 'Because.' } },
  });
  const instance = { id: 'i', name: 'one' };
  const link = { kind: 'duplicate', to: 3 } as const;
  expect(describeExchange({ ...request, instance, link })).toMatchObject({
    instanceId: 'i',
    instanceName: 'one',
    link,
  });
});

it('headers that say something else than the body are lies, missing ones are not', () => {
  expect(liesOf(headers, body).map(({ header }) => header)).toEqual(['Mcp-Name']);
  expect(liesOf(headers.slice(0, 2), body)).toEqual([]);
});

it('findings say what and where', () => {
  expect(lostSession('Why.')).toMatchObject({
    rule: 'gateway.lost-session',
    severity: 'error',
    message: 'Why.',
  });
  expect(bodyCut(9_000_000).message).toContain('8388608 of 9000000 bytes');
});

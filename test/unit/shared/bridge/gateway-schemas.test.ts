import { describe, expect, it } from 'vitest';
import { gatewaySettingsSchema, runSettingsSchema } from '../../../../shared/bridge/gateway-schemas.ts';
import { VALID_INPUTS } from '../../../support/valid-inputs.ts';

const gateway = VALID_INPUTS['gateway.save'];
const run = VALID_INPUTS['run.save'];

describe('gatewaySettingsSchema', () => {
  it('takes the fullest settings as they are', () => {
    expect(gatewaySettingsSchema.parse(gateway)).toEqual(gateway);
  });

  it.each<[string, object]>([
    ['a port that is none', { listen: { host: '127.0.0.1', port: 70_000 } }],
    ['no host', { listen: { host: '', port: 1 } }],
    ['an unknown strategy', { strategy: { kind: 'fastest' } }],
    ['a header name with a space', { strategy: { kind: 'hash', header: 'Mcp Name' } }],
    ['a weight below zero', { strategy: { kind: 'weighted', weights: { a: -1 } } }],
    [
      'a chance above one',
      { faults: [{ id: 'f', enabled: true, probability: 1.1, does: { kind: 'refuse' } }] },
    ],
    [
      'a header value with a line break',
      {
        faults: [
          {
            id: 'f',
            enabled: true,
            probability: 1,
            does: { kind: 'header', side: 'request', op: 'add', name: 'X', value: 'a\r\nB: c' },
          },
        ],
      },
    ],
    [
      'a status that is none',
      {
        faults: [{ id: 'f', enabled: true, probability: 1, does: { kind: 'status', status: 99, text: '' } }],
      },
    ],
    ['an origin with a path', { allowOrigins: ['http://localhost:5173/app'] }],
    ['a seed that is no whole number', { seed: 0.5 }],
  ])('refuses %s', (_what, change) => {
    expect(gatewaySettingsSchema.safeParse({ ...gateway, ...change }).success).toBe(false);
  });
});

describe('runSettingsSchema', () => {
  it('takes the fullest settings as they are', () => {
    expect(runSettingsSchema.parse(run)).toEqual(run);
  });

  it.each<[string, object]>([
    ['no copies', { copies: 0 }],
    ['too many', { copies: 17 }],
    ['a path that is none', { path: 'mcp' }],
    ['an unknown way to restart', { restart: 'always' }],
  ])('refuses %s', (_what, change) => {
    expect(runSettingsSchema.safeParse({ ...run, ...change }).success).toBe(false);
  });
});

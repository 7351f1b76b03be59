import { describe, expect, it } from 'vitest';
import type { Bridge } from '../../../../shared/bridge/bridge.ts';
import { GATEWAY_DEFAULTS, type GatewaySettings } from '../../../../shared/model/gateway.ts';
import type { Instance } from '../../../../shared/model/instance.ts';
import { planGateway, startGateway } from '../../../../renderer/routing/start-gateway.ts';

function instance(id: string, stdio = false): Instance {
  return {
    ...{ id, name: id, url: `http://127.0.0.1/${id}`, headers: [] },
    ...(stdio && { stdio: { command: id, args: [], env: {} } }),
  };
}

const gateway: GatewaySettings = { ...GATEWAY_DEFAULTS, id: 'g1', name: 'shop', instanceIds: ['a'] };

describe('planGateway', () => {
  it('starts the gateway that there is', () => {
    const known = { gateways: [gateway], fleets: [], instances: [instance('a')] };
    expect(planGateway(known)).toEqual({ kind: 'start', id: 'g1', name: 'shop' });
  });

  it('makes one where there is none, and says where nothing could stand behind it', () => {
    const fleets = [{ id: 'f1', name: 'web', instanceIds: ['b', 'c'] }];
    const instances = [instance('a'), instance('b'), instance('c', true)];
    const plan = planGateway({ gateways: [], fleets, instances });
    expect(plan).toEqual({ kind: 'make', name: 'web', instanceIds: ['b'] });
    const nobody = planGateway({ gateways: [], fleets: [], instances: [instance('c', true)] });
    expect(nobody).toEqual({ kind: 'nothing-behind' });
  });
});

describe('startGateway', () => {
  function fake(refused: string): { readonly bridge: Bridge; readonly asked: unknown[] } {
    const asked: unknown[] = [];
    const bridge: Bridge = {
      invoke: (command, input) => {
        asked.push([command, input]);
        const error = { code: 'IO', message: 'The port is taken.' } as const;
        if (command === refused) return Promise.resolve({ ok: false, error });
        return Promise.resolve({ ok: true, value: { id: 'g9' } as never });
      },
      on: () => () => undefined,
      onConnection: () => () => undefined,
    };
    return { bridge, asked };
  }

  it('saves a new one before it starts it', async () => {
    const { bridge, asked } = fake('');
    const plan = { kind: 'make', name: 'web', instanceIds: ['a'] } as const;
    expect((await startGateway(bridge, plan)).ok).toBe(true);
    expect(asked).toEqual([
      ['gateway.save', { ...GATEWAY_DEFAULTS, name: 'web', instanceIds: ['a'] }],
      ['gateway.start', { id: 'g9' }],
    ]);
  });

  it('starts nothing that could not be saved, and hands on why', async () => {
    const { bridge, asked } = fake('gateway.save');
    const result = await startGateway(bridge, { kind: 'make', name: 'web', instanceIds: ['a'] });
    expect(result).toMatchObject({ ok: false, error: { message: 'The port is taken.' } });
    expect(asked).toHaveLength(1);
  });

  it('starts the one that there is', async () => {
    const { bridge, asked } = fake('');
    await startGateway(bridge, { kind: 'start', id: 'g1', name: 'shop' });
    expect(asked).toEqual([['gateway.start', { id: 'g1' }]]);
  });
});

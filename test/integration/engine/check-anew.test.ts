import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { InstanceHealth } from '../../../shared/model/instance.ts';
import { MODERN_SDK, StdioEngine } from '../../support/stdio-engine.ts';

let host: StdioEngine;

beforeEach(async () => {
  host = await StdioEngine.open();
});
afterEach(() => host.close());

it('finds out the era of a process again only when asked to, in a new process', async () => {
  const instance = await host.add(MODERN_SDK);
  let told = 0;
  const healths: InstanceHealth[] = [];
  host.engine.bridge.on('health', (health) => healths.push(health));
  const check = async (anew: boolean): Promise<InstanceHealth> => {
    await host.invoke('instance.check', { ids: [instance.id], ...(anew && { anew }) });
    return vi.waitFor(() => {
      const up = healths.slice(told).find((health) => health.state === 'up');
      if (!up) throw new Error('the check is under way');
      told = healths.length;
      return up;
    }, 20_000);
  };
  const pids = (): number => new Set(host.connections.map(({ pid }) => pid)).size;

  const first = await check(false);
  expect(first).toMatchObject({ era: 'modern', eraSource: 'detected' });
  const again = await check(false);
  expect(again.eraEvidence).toEqual(first.eraEvidence);
  const before = pids();

  const anew = await check(true);
  expect(anew).toMatchObject({ era: 'modern', eraSource: 'detected' });
  expect(anew.eraEvidence?.[0]?.ref?.number).toBeGreaterThan(first.eraEvidence?.[0]?.ref?.number ?? Infinity);
  expect(pids()).toBe(before + 1);
});

it('forgets nothing where one of them is unknown', async () => {
  const instance = await host.add(MODERN_SDK);
  const asked = host.invoke('instance.check', { ids: [instance.id, 'nobody'], anew: true });
  await expect(asked).rejects.toThrow('NOT_FOUND');
  expect(host.connections).toEqual([]);
});

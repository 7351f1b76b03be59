import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openContractEngine } from './contract-engine.ts';
import { startDemoFleet } from './demo-processes.ts';
import { recordSession, type SessionOptions } from './recorded-session.ts';

/** A recording as a file of its own, to be opened by whoever likes. */
export interface ShopRecording {
  /** `shop.hopscope` in a folder of its own. */
  readonly path: string;
  readonly remove: () => Promise<void>;
}

/** Records a session with a healthy demo fleet, all of it on one instance, which is gone afterwards. */
export async function makeShopRecording(options: SessionOptions = {}): Promise<ShopRecording> {
  const folder = await mkdtemp(join(tmpdir(), 'hopscope-recording-'));
  const path = join(folder, 'shop.hopscope');
  const [opened, fleet] = await Promise.all([openContractEngine(), startDemoFleet({ names: ['alpha'] })]);
  try {
    const ids: string[] = [];
    for (const { name, url } of fleet.instances) {
      const saved = await opened.engine.bridge.invoke('instance.save', { name, url, headers: [] });
      if (!saved.ok) throw new Error(saved.error.message);
      ids.push(saved.value.id);
    }
    const recorded = await recordSession(opened.engine, ids, options);
    await cp(recorded.path, path);
  } finally {
    await opened.close();
    await fleet.stop();
  }
  return { path, remove: () => rm(folder, { recursive: true, force: true }) };
}

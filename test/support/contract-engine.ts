import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUGS } from '../../demo/bugs.ts';
import { createEngine, type Engine } from '../../engine/index.ts';
import { INSTANCE_PROGRAM } from './demo-processes.ts';

/** A real engine in a folder of its own. */
export interface ContractEngine {
  readonly engine: Engine;
  readonly directory: string;
  readonly close: () => Promise<void>;
}

export async function openContractEngine(): Promise<ContractEngine> {
  const directory = await mkdtemp(join(tmpdir(), 'hopscope-contract-'));
  const engine = await createEngine({
    workspaceDirectory: join(directory, 'workspace'),
    program: 'test',
    version: '0.0.0',
    env: { ...process.env, HOPSCOPE_STATE_DIR: join(directory, 'state') },
    demo: { entry: INSTANCE_PROGRAM, knownBugs: BUGS },
  });
  return {
    engine,
    directory,
    close: async () => {
      await engine.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

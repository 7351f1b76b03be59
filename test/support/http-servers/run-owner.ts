// A program that runs a copy and is killed: prints the copy's pid once it is ready.
import { join } from 'node:path';
import { createRuns } from '../../../engine/instances/runs.ts';

const runs = createRuns({
  settings: () => [
    {
      id: 'left',
      name: 'Left',
      command: { command: process.execPath, args: [join(import.meta.dirname, 'copy.ts')], env: {} },
      copies: 1,
      path: '/mcp',
      restart: 'never',
      approved: true,
    },
  ],
  resolve: (run) => ({ stdio: run.command }),
  declaration: () => ({ info: { name: 'hopscope', version: '0' }, capabilities: {} }),
  env: process.env,
  onRun: () => undefined,
  onInstances: () => undefined,
});
const { copies } = await runs.start('left');
process.stdout.write(`${String(copies[0]?.pid)}\n`);
setInterval(() => undefined, 1_000);

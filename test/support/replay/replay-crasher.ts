import { join } from 'node:path';
import { createEngine } from '../../../engine/index.ts';
import { addInstance, ask } from '../../integration/servers/ask-through-bridge.ts';
import { wishFor } from './replay-through-bridge.ts';

// Replays a recording slowly until it is killed: node replay-crasher.ts WORKSPACE CAPTURE URL... Says, each in a line, the replay's
// id, and how many requests are over whenever that has changed.

const [workspaceDirectory = '', path = '', ...urls] = process.argv.slice(2);
const engine = await createEngine({
  workspaceDirectory,
  program: 'test',
  version: '0.0.0',
  env: {},
  demo: { entry: join(workspaceDirectory, 'none.ts'), knownBugs: [] },
});
const ids: string[] = [];
for (const [index, url] of urls.entries()) {
  ids.push((await addInstance(engine, `at-${String(index + 1)}`, url)).id);
}
const { id: captureId } = await ask(engine, 'capture.open', { path });
let done = 0;
engine.bridge.on('replay', (state) => {
  if (state.done === done) return;
  done = state.done;
  console.log(`done ${String(done)}`);
});
const { id } = await ask(
  engine,
  'replay.start',
  wishFor(captureId, ids, { schedules: [{ name: 'round-robin' }], pace: { kind: 'rate', perSecond: 25 } }),
);
console.log(`id ${id}`);

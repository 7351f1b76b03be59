import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createEngine } from '../../../engine/index.ts';
import { addInstance, ask } from '../../integration/servers/ask-through-bridge.ts';
import { wishFor } from './replay-through-bridge.ts';

// Replays a recording slowly until it is killed: node replay-crasher.ts WORKSPACE CAPTURE URL... Says, each in a line, the replay's
// id, and how many answers its journal holds whenever that has changed.

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
const { id } = await ask(
  engine,
  'replay.start',
  wishFor(captureId, ids, { schedules: [{ name: 'round-robin' }], pace: { kind: 'rate', perSecond: 5 } }),
);
console.log(`id ${id}`);
let kept = 0;
engine.bridge.on('replay', () => {
  const now = answersIn(join(workspaceDirectory, 'captures', 'replays', `${id}.jsonl`));
  if (now !== kept) console.log(`kept ${String(now)}`);
  kept = now;
});

/** What is on its way into the file counts when it is whole. */
function answersIn(journal: string): number {
  if (!existsSync(journal)) return 0;
  const lines = readFileSync(journal, 'utf8').split('\n').slice(0, -1);
  return lines.reduce((sum, line) => {
    const { seen = [] } = JSON.parse(line) as { readonly seen?: readonly unknown[] };
    return sum + seen.length;
  }, 0);
}

import { START } from './lint/tasks.ts';
import { openCaptures } from './open-captures.ts';
import { recordParts } from './record-parts.ts';
import { crowdCreated, crowdPolled, later } from './tasks-crowd.ts';

// A recording of many tasks that a running Hopscope follows: node tasks-bench-recorder.ts DIRECTORY TASKS ROUNDS, over IPC.
// Says `ready` once each task is polled ROUNDS times; `go on` polls each once a second from then on, `rest` ends that. It ends
// when its parent lets go of it.

const [directory = '', tasks = '500', rounds = '40'] = process.argv.slice(2);
const TASKS = Number(tasks);
const ROUNDS = Number(rounds);
const STEP_MS = 50;

const { captures } = await openCaptures(directory, { shared: true, reopens: false });
const recording = captures.recording();
// The last of these polls were just now.
const offset = Date.now() - START - (ROUNDS + 1) * 1000;
for (const parts of crowdCreated(TASKS)) recordParts(recording, later(parts, offset), 0);
for (let round = 0; round < ROUNDS; round += 1) {
  for (const parts of crowdPolled(TASKS, round, false)) recordParts(recording, later(parts, offset), 0);
}

let timer: NodeJS.Timeout | undefined;
let polled = 0;
let since = 0;
const step = (): void => {
  const due = Math.floor(((Date.now() - since) / 1000) * TASKS);
  for (; polled < due; polled += 1) {
    const [which, round] = [polled % TASKS, ROUNDS + Math.floor(polled / TASKS)];
    const parts = crowdPolled(TASKS, round, false)[which];
    if (parts) recordParts(recording, { ...parts, row: { ...parts.row, startedAt: Date.now() - 10 } }, 0);
  }
};
process.on('message', (order) => {
  clearInterval(timer);
  if (order !== 'go on') return;
  since = Date.now() - (polled / TASKS) * 1000;
  timer = setInterval(step, STEP_MS);
});
process.on('disconnect', () => {
  clearInterval(timer);
  void captures.close();
});
process.send?.('ready');

import { performance } from 'node:perf_hooks';
import { writeSync } from 'node:fs';
import { exchangeStart, recordJson, sseAnswer } from './capture-samples.ts';
import { openCaptures } from './open-captures.ts';

// Records without end until it is killed: node capture-crasher.ts DIRECTORY. Each line on its standard output says
// what had been appended by when, on its own monotonic clock: `AT_MS EXCHANGES EVENTS`, the events those of the one
// streamed exchange, which is number 1 and never ends.

const [directory = ''] = process.argv.slice(2);
const { captures } = await openCaptures(directory);
const recording = captures.recording();
const stream = sseAnswer(recording.begin(exchangeStart({ id: 1 })));
let exchanges = 1;
let events = 0;

function step(): void {
  for (let count = 0; count < 3; count += 1) {
    exchanges += 1;
    recordJson(recording, { id: exchanges, padding: 200 });
    events += 1;
    stream.notification(events);
  }
  // Written at once: what is said here had been appended before.
  writeSync(1, `${performance.now().toFixed(3)} ${String(exchanges)} ${String(events)}\n`);
  setTimeout(step, 1);
}
step();

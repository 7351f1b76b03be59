import { createInterface } from 'node:readline';
import type { ExchangeRecorder } from '../../engine/capture/recorder.ts';
import { exchangeStart, jsonExchange, tell } from './capture-samples.ts';
import { openCaptures } from './open-captures.ts';

// A program that records for all to see: node live-recorder.ts DIRECTORY [FILE]. Each line of its input is a command;
// it answers each with a line. `begin`, `end`, `close`.

const [directory = '', file] = process.argv.slice(2);
const { captures } = await openCaptures(directory, {
  shared: true,
  reopens: false,
  ...(file !== undefined && { file }),
});
const open: { readonly id: number; readonly recorder: ExchangeRecorder }[] = [];
let id = 0;
console.log(captures.summaries()[0]?.path);
for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'begin') {
    id += 1;
    open.push({ id, recorder: captures.recording().begin(exchangeStart({ id })) });
  } else if (line === 'end') {
    const first = open.shift();
    if (first) tell(first.recorder, jsonExchange({ id: first.id }));
  } else if (line === 'close') await captures.close();
  console.log(line);
}

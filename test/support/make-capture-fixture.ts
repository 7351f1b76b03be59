import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { createCaptures } from '../../engine/capture/captures.ts';
import { CURRENT_FORMAT } from '../../engine/capture/format.ts';
import {
  exchangeStart,
  recordJson,
  requestHeadBytes,
  responseHeadBytes,
  sampleEnd,
  sseAnswer,
} from './capture-samples.ts';

// Writes the fixture of the present format version: node test/support/make-capture-fixture.ts. Run once when a version
// is new, commit the file, and never write it again: it stands for the files that users have.

const JSON_HEADERS = [['Content-Type', 'application/json']] as const;

const directory = join(import.meta.dirname, '../fixtures/captures');
const file = join(directory, `v${String(CURRENT_FORMAT.version)}.hopscope`);
if (existsSync(file)) throw new Error(`${file} is there already and stays as it is.`);

const captures = await createCaptures({
  directory,
  file,
  program: 'Hopscope fixture',
  onRows: () => undefined,
  onSummaries: () => undefined,
  onProblem: (message) => {
    throw new Error(message);
  },
  clock: () => Date.UTC(2026, 10, 23, 14, 12),
});
const recording = captures.recording();

// 1: a plain JSON answer.
recordJson(recording, { id: 1 });

// 2: a stream in two batches.
const stream = sseAnswer(recording.begin(exchangeStart({ id: 2 })));
stream.notification(1);
await captures.rows(recording.captureId, 0, 1);
stream.notification(2);
stream.result(2);

// 3: a compressed answer.
const start = exchangeStart({ id: 3 });
const body = Buffer.from('{"jsonrpc":"2.0","id":3,"result":{"resultType":"complete","content":[]}}');
const headers = [
  ['Content-Type', 'application/json'],
  ['Content-Encoding', 'gzip'],
] as const;
const compressed = recording.begin(start);
compressed.requestBytes(requestHeadBytes(start), 0.5);
compressed.requestBytes(start.body, 0.6);
compressed.responseBytes(Buffer.concat([responseHeadBytes(200, headers), gzipSync(body)]), 1);
compressed.responseHead({ status: 200, statusText: 'OK', httpVersion: '1.1', headers }, 1);
compressed.bodyBytes(body, 1);
compressed.end({ ...sampleEnd(1.5), decodedFrom: 'gzip' });

// 4: nobody listened.
recording.begin(exchangeStart({ id: 4 })).end({
  timing: { endMs: 0.9 },
  failure: {
    kind: 'refused',
    message: 'Nobody listens on 127.0.0.1:47100.',
    at: Date.UTC(2026, 10, 23, 14, 12),
    code: 'ECONNREFUSED',
  },
});

// 5: the next round of 1, with a finding, by standard streams.
const round = exchangeStart({ id: 5 });
const line = Buffer.from('{"jsonrpc":"2.0","id":5,"result":{"resultType":"complete","content":[]}}\n');
const piped = recording.begin({
  ...round,
  transport: 'stdio',
  framing: 'lines',
  channel: 6,
  link: { kind: 'round', to: 1, round: 2 },
});
piped.requestBytes(round.body, 0.5);
piped.responseHead({ status: 0, statusText: '', httpVersion: '', headers: [] }, 1);
piped.responseBytes(line, 1);
piped.bodyBytes(line, 1);
piped.finding({
  rule: 'sample.rule',
  severity: 'warning',
  side: 'server',
  message: 'A sample.',
  pointer: '/id',
});
piped.end(sampleEnd(1.5));

// 6: a process, with what it wrote beside its messages.
const process = recording.begin({ ...exchangeStart({ id: 6 }), transport: 'stdio', framing: 'process' });
process.outputBytes('stderr', Buffer.from('listening\n'), 0.5);
process.outputBytes('stray', Buffer.from('hello\n'), 0.6);
process.end(sampleEnd(2));

// 7: it went through a gateway that did something to it.
const routed = recording.begin({
  ...exchangeStart({ id: 7 }),
  origin: 'gateway',
  gateway: {
    gatewayId: 'front',
    gatewayName: 'Front',
    trace: {
      tried: [{ rule: 'calls', matched: true, because: 'Mcp-Method is there' }],
      rule: 'r-1',
      strategy: 'round-robin',
      candidates: [{ instanceId: 'alpha', name: 'alpha', pending: 0 }],
      chosen: 'alpha',
      why: 'Round robin: it is alpha’s turn.',
    },
  },
});
routed.gatewayEnd({
  faults: [{ faultId: 'f-1', kind: 'delay', says: 'Held back for 20 ms before it was forwarded.' }],
  client: {
    remoteAddress: '127.0.0.1:50000',
    request: {
      httpMethod: 'POST',
      target: '/mcp',
      httpVersion: '1.1',
      headers: [['Host', '127.0.0.1:47300']],
      bodyBytes: 40,
    },
    answer: { status: 200, statusText: 'OK', headers: [], bodyBytes: 2, firstByteMs: 1 },
    end: 'complete',
    endMs: 2,
  },
  explanation: 'A sample.',
  contradiction: 'Balancers read one thing, the body has another.',
});
routed.end(sampleEnd(2));

// 8: it came from another program's file, which lacked something, and a secret was taken out of it.
const foreign = recording.begin({
  ...exchangeStart({ id: 8 }),
  origin: 'import',
  missing: ['response-body', 'timing'],
  redacted: 1,
});
foreign.responseHead({ status: 200, statusText: 'OK', httpVersion: '1.1', headers: [] }, 0);
foreign.end({ timing: {} });

// 9 to 11: a client asks for the same three times through a gateway. What they have alike is stored once.
for (let number = 9; number <= 11; number += 1) {
  const again = { ...exchangeStart({ id: 1 }), startedAt: 1_795_000_000_000 + number };
  const recorder = recording.begin({
    ...again,
    origin: 'gateway',
    gateway: {
      gatewayId: 'front',
      gatewayName: 'Front',
      trace: { tried: [], candidates: [], why: 'It was.' },
    },
  });
  recorder.requestBytes(Buffer.concat([requestHeadBytes(again), again.body]), 0.5);
  const answer = Buffer.from('{"jsonrpc":"2.0","id":1,"result":{"resultType":"complete","content":[]}}');
  recorder.responseBytes(Buffer.concat([responseHeadBytes(200, JSON_HEADERS), answer]), 1);
  recorder.responseHead({ status: 200, statusText: 'OK', httpVersion: '1.1', headers: JSON_HEADERS }, 1);
  recorder.bodyBytes(answer, 1);
  recorder.gatewayEnd({
    faults: [],
    client: {
      remoteAddress: `127.0.0.1:${String(50_000 + number)}`,
      end: 'complete',
      endMs: number,
      request: {
        httpMethod: 'POST',
        target: '/mcp',
        httpVersion: '1.1',
        headers: [['Host', '127.0.0.1:47300']],
        bodyBytes: again.body.length,
      },
    },
  });
  recorder.end(sampleEnd(2));
}

// 12: still open when the recording was closed.
recording.begin(exchangeStart({ id: 12 }));
await captures.close();

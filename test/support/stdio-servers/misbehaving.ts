/** A server on stdio that misbehaves in the way that its first argument names. Speaks just enough for the tests. */
import { spawn } from 'node:child_process';
import { closeSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';

interface Request {
  readonly id: number;
  readonly method?: string;
}

const [way = '', option = ''] = process.argv.slice(2);

/** Blocks until all of it is in the pipe, however slowly that is read. */
function writeAll(fd: 1 | 2, data: string | Uint8Array): void {
  const bytes = Buffer.from(data);
  const wait = new Int32Array(new SharedArrayBuffer(4));
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(fd, bytes, at);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
      Atomics.wait(wait, 0, 0, 1);
    }
  }
}

function say(message: object): void {
  writeAll(1, `${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
}

function answer(id: number, result: object = {}): void {
  say({ id, result });
}

/** Hands over each request until the end of stdin, and then ends. */
function serve(onRequest: (request: Request) => void, atEnd = (): void => process.exit(0)): void {
  createInterface({ input: process.stdin }).on('line', (line) => {
    onRequest(JSON.parse(line) as Request);
  });
  process.stdin.on('end', atEnd);
}

function stayForever(): void {
  setInterval(() => undefined, 1000);
}

function ignoreAll(): void {
  process.on('SIGTERM', () => undefined);
  stayForever();
}

const ways: Readonly<Record<string, () => void>> = {
  echo: () => serve((got) => answer(got.id, { got, env: process.env, cwd: process.cwd() })),
  /** Asks before it answers, and tells how many messages it got. */
  asks: () => {
    let got = 0;
    serve(({ id }) => {
      got += 1;
      say({ id: 1, method: 'roots/list' });
      answer(id, { got });
    });
  },
  /** Agrees on the revision that the second argument names, and answers two requests at once in a batch. */
  batches: () => {
    const waiting: Request[] = [];
    serve((request) => {
      const { id, method } = request;
      if (method === 'initialize') {
        answer(id, {
          protocolVersion: option,
          capabilities: {},
          serverInfo: { name: 'batches', version: '0' },
        });
      } else if (method?.startsWith('notifications/') === false) waiting.push(request);
      if (waiting.length < 2) return;
      const answers = waiting.splice(0).map((each) => ({ jsonrpc: '2.0', id: each.id, result: {} }));
      writeAll(1, `${JSON.stringify(answers)}\n`);
    });
  },
  /** A legacy server that passes over what it does not know before initialize. */
  'deaf-to-modern': () => {
    serve(({ id, method }) => {
      const serverInfo = { name: 'deaf-to-modern', version: '0' };
      if (method === 'initialize')
        answer(id, { protocolVersion: '2024-11-05', capabilities: {}, serverInfo });
      else if (method === 'ping') answer(id);
    });
  },
  /** Reads one message, answers it, and never reads again. */
  'close-stdin': () => {
    process.stdin.once('data', (bytes: Buffer) => {
      const { id } = JSON.parse(bytes.toString()) as Request;
      process.stdin.destroy();
      closeSync(0);
      stayForever();
      answer(id);
    });
  },
  'crash-mid-answer': () =>
    serve(() => {
      writeAll(2, 'about to crash\n');
      writeAll(1, '{"jsonrpc":"2.0","id":1,"resu');
      process.exit(7);
    }),
  'flood-stderr': () =>
    serve(({ id }) => {
      const block = Buffer.alloc(1024 * 1024, 'x');
      for (let index = 0; index < Number(option); index += 1) writeAll(2, block);
      answer(id);
    }),
  'flood-stdout': () =>
    serve(({ id }) => {
      for (let index = 0; index < Number(option); index += 1) say({ method: 'n', params: { index } });
      answer(id);
    }),
  rubbish: () =>
    serve(({ id }) => {
      writeAll(1, 'Server is listening …\n\n\r\n{"jsonrpc":"2.0","id":1}\n[]\n');
      writeAll(1, Uint8Array.of(0xff, 0xfe, 0x0a));
      writeAll(1, '[{"jsonrpc":"2.0","method":"a"},{"no":"message"}]\n{"jsonrpc":"2.0","method":"crlf"}\r\n');
      answer(id);
    }),
  silent: () => serve(() => undefined),
  deaf: () => {
    ignoreAll();
    say({ method: 'ready' });
  },
  'deaf-to-stdin': () => {
    stayForever();
    say({ method: 'ready' });
  },
  /** Answers, and goes on when its input has ended. */
  outlives: () => {
    stayForever();
    serve(
      ({ id }) => answer(id),
      () => undefined,
    );
  },
  'exit-at-once': () => process.exit(Number(option)),
  'huge-line': () =>
    serve(({ id }) => {
      const block = Buffer.alloc(1024 * 1024, 'y');
      writeAll(1, '{"jsonrpc":"2.0","method":"');
      for (let index = 0; index < Number(option); index += 1) writeAll(1, block);
      writeAll(1, '"}\n');
      answer(id);
    }),
  'split-utf8': () =>
    serve(({ id }) => {
      const bytes = Buffer.from(`${JSON.stringify({ jsonrpc: '2.0', id, result: { text: 'é€😀' } })}\n`);
      let at = 0;
      const timer = setInterval(() => {
        writeSync(1, bytes, at, 1);
        at += 1;
        if (at === bytes.length) clearInterval(timer);
      }, 1);
    }),
  'no-last-newline': () => {
    writeAll(1, '{"jsonrpc":"2.0","method":"last"}');
    process.exit(0);
  },
  'close-stdout': () => {
    ignoreAll();
    closeSync(1);
  },
  /** `quiet`: the grandchild has no pipes. `escaped`: it has them, and leaves the process group. */
  grandchild: () => {
    const child = spawn(process.execPath, [process.argv[1] ?? '', 'deaf'], {
      stdio: option === 'quiet' ? 'ignore' : ['ignore', 'inherit', 'inherit'],
      detached: option === 'escaped',
    });
    child.on('spawn', () => {
      say({ method: 'grandchild', params: { pid: child.pid } });
      serve(() => process.exit(3));
    });
  },
  'not-reading': () => {
    process.on('SIGUSR2', () => serve(({ id }) => answer(id)));
    stayForever();
    say({ method: 'ready' });
  },
};

ways[way]?.();

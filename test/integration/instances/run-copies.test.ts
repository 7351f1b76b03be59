import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runCopies, type CopyToRun, type RunningCopies } from '../../../engine/instances/run-copies.ts';

let directory: string;
let running: RunningCopies | undefined;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'hopscope-copies-'));
});

afterEach(async () => {
  await running?.stop();
  running = undefined;
  await rm(directory, { recursive: true, force: true });
});

/** A copy that runs a few lines of JavaScript. */
async function copy(label: string, code: string, env: Record<string, string> = {}): Promise<CopyToRun> {
  const path = join(directory, `${label}.mjs`);
  await writeFile(path, code);
  return { label, command: process.execPath, args: [path], env: { ...env } };
}

const READY = `
  console.log('starting');
  console.log(JSON.stringify({ no: 'url' }));
  process.stdout.write('{"name":"' + (process.env.NAME ?? 'x') + '",');
  setTimeout(() => console.log('"url":"http://127.0.0.1:1/mcp"}'), 10);
`;
const UNTIL_ASKED = `process.on('SIGTERM', () => process.exit(0)); process.stdin.resume();`;

function isAlive(pid: number | undefined): boolean {
  if (pid === undefined) throw new Error('no pid');
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test('waits for the ready lines, gives each its own environment only, and ends all', async () => {
  const code = `${READY} console.error(Object.keys(process.env).join()); ${UNTIL_ASKED}`;
  running = await runCopies({
    copies: [await copy('one', code, { NAME: 'a' }), await copy('two', code, { NAME: 'b' })],
  });
  expect(running.copies.map(({ label, name, url }) => [label, name, url])).toEqual([
    ['one', 'a', 'http://127.0.0.1:1/mcp'],
    ['two', 'b', 'http://127.0.0.1:1/mcp'],
  ]);
  const pids = running.copies.map(({ pid }) => pid);
  expect(pids.map(isAlive)).toEqual([true, true]);
  expect(running.copies[0]?.output().stdout).toContain('starting');
  expect(running.copies[0]?.output().stderr).not.toContain('HOME');
  await running.stop();
  expect(pids.map(isAlive)).toEqual([false, false]);
  await running.stop();
});

test('one that ends before it is ready fails the start, with its last words, and ends the others', async () => {
  const marker = join(directory, 'ended');
  const up = join(directory, 'up');
  // It may end by the signal or by the end of its standard input, whichever reaches it first.
  const good = `${READY} import { writeFileSync } from 'node:fs';
    process.on('exit', () => writeFileSync(${JSON.stringify(marker)}, ''));
    process.on('SIGTERM', () => process.exit(0));
    writeFileSync(${JSON.stringify(up)}, ''); process.stdin.resume();`;
  const bad = `import { existsSync } from 'node:fs';
    setInterval(() => {
      if (!existsSync(${JSON.stringify(up)})) return;
      console.error('first\\nport is taken');
      process.exit(3);
    }, 10);`;
  const start = runCopies({ copies: [await copy('good', good), await copy('bad', bad)] });
  await expect(start).rejects.toMatchObject({
    code: 'IO',
    message: 'bad ended with exit code 3. Its last words: port is taken',
  });
  expect(existsSync(marker)).toBe(true);
});

test('one that is never ready fails after the limit, also when it ignores being asked to end', async () => {
  const deaf = `process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.error(process.pid);`;
  const start = runCopies({ copies: [await copy('deaf', deaf)], readyTimeoutMs: 1500, endTimeoutMs: 100 });
  const refused = await start.then(
    () => undefined,
    (error: unknown) => error as { message: string; details: { stderr: string } },
  );
  expect(refused?.message).toContain('was not ready within 1.5 s');
  expect(isAlive(Number(refused?.details.stderr))).toBe(false);
});

test('a command that does not exist', async () => {
  const start = runCopies({
    copies: [{ label: 'none', command: join(directory, 'none'), args: [], env: {} }],
  });
  await expect(start).rejects.toMatchObject({
    code: 'IO',
    message: expect.stringContaining('There is no file') as string,
  });
});

test('a start can be given up', async () => {
  const cancel = new AbortController();
  const start = runCopies({ copies: [await copy('slow', UNTIL_ASKED)], signal: cancel.signal });
  cancel.abort();
  await expect(start).rejects.toMatchObject({ code: 'CANCELLED' });
  await expect(runCopies({ copies: [], signal: cancel.signal })).rejects.toMatchObject({ code: 'CANCELLED' });
});

test('one that ends by itself later is told, once; one that was asked to end is not', async () => {
  const onLost = vi.fn();
  const dies = `${READY} process.stdin.resume(); process.on('SIGTERM', () => process.exit(0));
    process.on('SIGUSR2', () => process.exit(7));`;
  running = await runCopies({ copies: [await copy('one', dies), await copy('two', dies)], onLost });
  const [first] = running.copies;
  process.kill(first?.pid ?? 0, 'SIGUSR2');
  await vi.waitFor(() => {
    expect(onLost).toHaveBeenCalledExactlyOnceWith(first, { code: 7, signal: null });
  }, 20_000);
  await running.stop();
  expect(onLost).toHaveBeenCalledTimes(1);
});

test('what a copy started itself is ended with it', async () => {
  const child = `import { spawn } from 'node:child_process';
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
    console.error(child.pid); ${READY} ${UNTIL_ASKED}`;
  running = await runCopies({ copies: [await copy('parent', child)] });
  await running.stop();
  const grandchild = Number(running.copies[0]?.output().stderr);
  await vi.waitFor(() => {
    expect(isAlive(grandchild)).toBe(false);
  }, 20_000);
});

test('children end when the program that started them is killed', async () => {
  const child = await copy(
    'child',
    `${READY} process.stdin.resume(); process.stdin.on('end', () => process.exit(0));`,
  );
  const source = fileURLToPath(new URL('../../../engine/instances/run-copies.ts', import.meta.url));
  const parent = join(directory, 'parent.mjs');
  await writeFile(
    parent,
    `import { runCopies } from ${JSON.stringify(source)};
     const running = await runCopies({ copies: [${JSON.stringify(child)}] });
     console.log(running.copies[0].pid); setInterval(() => {}, 1000);`,
  );
  const program = spawn(process.execPath, [parent], { stdio: ['ignore', 'pipe', 'inherit'] });
  const pid = await new Promise<number>((resolve) => {
    program.stdout.once('data', (bytes: Buffer) => {
      resolve(Number(bytes.toString()));
    });
  });
  expect(isAlive(pid)).toBe(true);
  program.kill('SIGKILL');
  await vi.waitFor(() => {
    expect(isAlive(pid)).toBe(false);
  }, 20_000);
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { runWebProgram } from '../../../web/index.ts';
import { codeOf, postCode } from '../../support/web-host.ts';

it('Enter prints another address, which opens the same session once', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'hopscope-keyboard-'));
  const keyboard = new PassThrough();
  const printed: string[] = [];
  const end = Promise.withResolvers<undefined>();
  const code = runWebProgram(
    { port: 0, open: false, demo: false, workspace: join(directory, 'w'), help: false },
    {
      env: {},
      platform: process.platform,
      print: (line) => printed.push(line),
      log: () => undefined,
      untilEnd: end.promise,
      keyboard,
    },
  );
  await expect.poll(() => printed.length, { timeout: 10_000 }).toBe(1);
  const address = (index: number) => printed[index]?.replace('Hopscope is at ', '') ?? '';
  const { origin } = new URL(address(0));
  const first = await postCode(origin, codeOf(address(0)));
  expect(first.status).toBe(200);
  keyboard.write('\n');
  await expect.poll(() => printed.length).toBe(2);
  expect(await postCode(origin, codeOf(address(1)))).toMatchObject({ status: 200, body: first.body });
  expect((await postCode(origin, codeOf(address(1)))).status).toBe(410);
  end.resolve(undefined);
  expect(await code).toBe(0);
  await rm(directory, { recursive: true, force: true });
});

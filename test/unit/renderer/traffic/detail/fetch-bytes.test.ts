import { expect, it } from 'vitest';
import type { Bridge, CommandName } from '../../../../../shared/bridge/bridge.ts';
import { fetchText } from '../../../../../renderer/traffic/detail/fetch-bytes.ts';

const text = '€'.repeat(200_000);
const bytes = new TextEncoder().encode(text);

interface Asked {
  readonly offset: number;
  readonly limit: number;
}

/** A bridge to these bytes, that gives at most `most` of them at once; what was asked of it, and how much at the same time. */
function bytesBridge(most = Infinity) {
  const asked: Asked[] = [];
  const open = { now: 0, most: 0 };
  const invoke = async (_command: CommandName, { offset, limit }: Asked): Promise<unknown> => {
    asked.push({ offset, limit });
    open.most = Math.max(open.most, (open.now += 1));
    await new Promise((resolve) => setImmediate(resolve));
    open.now -= 1;
    const part = bytes.subarray(offset, offset + Math.min(limit, most));
    return { ok: true, value: { base64: Buffer.from(part).toString('base64'), total: bytes.length } };
  };
  return { bridge: { invoke } as unknown as Bridge, asked, open };
}

const range = {
  exchange: { captureId: 'c', number: 1 },
  side: 'body',
  from: 0,
  length: bytes.length,
} as const;

it('joins chunks without cutting a character, and tells how far it is', async () => {
  const progress: number[] = [];
  const { bridge, asked } = bytesBridge();
  const { signal } = new AbortController();
  const all = await fetchText({ ...range, bridge, signal, onProgress: (part) => progress.push(part) });
  expect(all).toEqual({ ok: true, text });
  expect(asked).toHaveLength(3);
  expect(progress).toHaveLength(3);
  expect(progress.at(-1)).toBe(1);
});

it('asks for the next chunk before the one before is here', async () => {
  const { bridge, open } = bytesBridge();
  await fetchText({ ...range, bridge, signal: new AbortController().signal });
  expect(open.most).toBe(3);
});

it('goes on where a chunk ended that was shorter than asked', async () => {
  const { bridge } = bytesBridge(100_000);
  const all = await fetchText({ ...range, bridge, signal: new AbortController().signal });
  expect(all).toEqual({ ok: true, text });
});

it('ends where there is nothing more', async () => {
  const { bridge } = bytesBridge();
  const wish = { ...range, bridge, length: bytes.length * 9 };
  expect(await fetchText({ ...wish, signal: new AbortController().signal })).toEqual({ ok: true, text });
});

it('stops when it is told to, and asks for nothing more', async () => {
  const controller = new AbortController();
  const { bridge, asked } = bytesBridge(50_000);
  const stop = (): void => {
    controller.abort();
  };
  const part = await fetchText({ ...range, bridge, signal: controller.signal, onProgress: stop });
  expect(part.ok && part.text.length).toBeLessThan(20_000);
  expect(asked.length).toBeLessThanOrEqual(3);
});

it('says why it did not come', async () => {
  const refused = { ok: false, error: { code: 'NOT_FOUND', message: 'No such exchange.' } };
  const bridge = { invoke: () => Promise.resolve(refused) } as unknown as Bridge;
  const got = await fetchText({ ...range, bridge, signal: new AbortController().signal });
  expect(got).toEqual({ ok: false, problem: 'No such exchange.' });
});

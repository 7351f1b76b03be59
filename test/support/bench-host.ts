import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createEngine } from '../../engine/index.ts';
import { NO_TAMPER, type Draft, type JsonObject } from '../../shared/model/draft.ts';
import type { ExchangeRef } from '../../shared/model/exchange.ts';
import { startWebHost } from '../../web/index.ts';

/**
 * Engine and web host in one process, told what to do over IPC: `{ flood }` sends that many requests with 64 on
 * their way at any time, `{ call }` sends one with these arguments. Answers with what it took, in ms.
 */
export type BenchOrder =
  | { readonly flood: number }
  | { readonly call: { readonly name: string; readonly arguments: JsonObject } }
  /** Opens a capture. */
  | { readonly open: string }
  /** So many requests a second, for so many seconds. */
  | { readonly pace: number; readonly seconds: number }
  | { readonly fresh: true };

export type BenchReply = { readonly url: string } | { readonly tookMs: number };

const IN_FLIGHT = 64;
const serverUrl = process.argv[2] ?? '';
const workspaceDirectory = mkdtempSync(join(tmpdir(), 'hopscope-bench-'));
const engine = await createEngine({
  workspaceDirectory,
  program: 'web',
  version: 'bench',
  env: process.env,
  demo: { entry: '', knownBugs: [] },
});
const host = await startWebHost({
  engine,
  assetsDirectory: fileURLToPath(new URL('../../dist/renderer', import.meta.url)),
  log: (line) => process.stderr.write(`${line}\n`),
});
const saved = await engine.bridge.invoke('instance.save', { name: 'bench', url: serverUrl, headers: [] });
if (!saved.ok) throw new Error(saved.error.message);
const instanceIds = [saved.value.id];

function draftOf(name: string, args: JsonObject): Draft {
  return {
    era: 'modern',
    revision: '2026-07-28',
    method: 'tools/call',
    params: { name, arguments: args },
    clientCapabilities: {},
    clientInfo: { name: 'bench', version: '0' },
    progressToken: 'bench',
    tamper: NO_TAMPER,
  };
}

async function send(draft: Draft): Promise<void> {
  const sent = await engine.bridge.invoke('exchange.send', { draft, instanceIds });
  if (!sent.ok) throw new Error(sent.error.message);
  await Promise.all(sent.value.map((ref: ExchangeRef) => engine.whenDone(ref)));
}

async function flood(count: number): Promise<void> {
  let left = count;
  const draft = draftOf('echo', { text: 'hello' });
  const worker = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await send(draft);
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
}

/** Sends at this rate whether answers have come or not, as clients of a gateway do. */
async function paced(rate: number, seconds: number): Promise<void> {
  const draft = draftOf('echo', { text: 'hello' });
  const began = performance.now();
  const sent: Promise<void>[] = [];
  for (let due = 1; due <= rate * seconds;) {
    for (; due <= Math.min(rate * seconds, ((performance.now() - began) / 1_000) * rate); due += 1)
      sent.push(send(draft));
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await Promise.all(sent);
}

async function obey(order: BenchOrder): Promise<BenchReply> {
  const startedAt = performance.now();
  if ('fresh' in order) {
    await engine.bridge.invoke('capture.new', {});
    return { url: host.issueUrl() };
  }
  if ('open' in order) {
    const opened = await engine.bridge.invoke('capture.open', { path: order.open });
    if (!opened.ok) throw new Error(opened.error.message);
    return { tookMs: performance.now() - startedAt };
  }
  if ('pace' in order) {
    await paced(order.pace, order.seconds);
    return { tookMs: performance.now() - startedAt };
  }
  await ('flood' in order ? flood(order.flood) : send(draftOf(order.call.name, order.call.arguments)));
  return { tookMs: performance.now() - startedAt };
}

process.on('message', (order: BenchOrder) => {
  void obey(order).then((reply) => process.send?.(reply));
});
process.on('disconnect', () => {
  void host
    .close()
    .then(() => engine.close())
    .finally(() => {
      rmSync(workspaceDirectory, { recursive: true, force: true });
      process.exit(0);
    });
});
process.send?.({ url: host.url } satisfies BenchReply);

import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CommandInput, CommandName, CommandOutput } from '../../../shared/bridge/bridge.ts';
import { DEFAULT_REDACTION_RULES } from '../../../shared/model/redaction.ts';
import type { Verdict } from '../../../shared/model/replay-verdict.ts';
import { openContractEngine, type ContractEngine } from '../../support/contract-engine.ts';
import { startDemoFleet, type DemoFleet } from '../../support/demo-processes.ts';
import { proveCapture } from '../../support/prove-fleet.ts';
import { recordSession, type RecordedSession } from '../../support/recorded-session.ts';
import { textsOf, wholeTextsOf } from '../../support/secret-forms.ts';
import { addInstance } from '../servers/ask-through-bridge.ts';

// The demo fleet with a bug: what its capture says is the same when it is redacted, also where what is replaced is the handle on
// which all hangs.

let opened: ContractEngine;
let fleet: DemoFleet;
let folder: string;
let ids: string[];
let recorded: RecordedSession;
beforeAll(async () => {
  [opened, fleet, folder] = await Promise.all([
    openContractEngine(),
    startDemoFleet({ bugs: ['memory-basket'] }),
    mkdtemp(join(tmpdir(), 'hopscope-demo-')),
  ]);
  ids = [];
  for (const { name, url } of fleet.instances) ids.push((await addInstance(opened.engine, name, url)).id);
  recorded = await recordSession(opened.engine, ids, { parts: ['lists', 'baskets', 'rounds'] });
}, 120_000);
afterAll(async () => {
  await opened.close();
  await fleet.stop();
  await rm(folder, { recursive: true, force: true });
});

async function ask<C extends CommandName>(command: C, input: CommandInput<C>): Promise<CommandOutput<C>> {
  const answer = await opened.engine.bridge.invoke(command, input);
  if (!answer.ok) throw new Error(`${command}: ${answer.error.message}`);
  return answer.value;
}

async function redactedCopy(name: string): Promise<{ readonly path: string; readonly captureId: string }> {
  const path = join(folder, `${name}.hopscope`);
  await ask('redaction.saveCopy', { captureId: recorded.captureId, path, job: name });
  return { path, captureId: (await ask('capture.open', { path })).id };
}

/** Without times and the numbers of what was sent. */
function told({ verdict, witnesses, classes }: Verdict): unknown {
  return {
    verdict,
    classes,
    witnesses: witnesses.map(({ number, pointer, cause, steps }) => ({
      number,
      pointer,
      cause,
      steps: steps.map(({ number: step, method, name, role }) => `${String(step)} ${method} ${name} ${role}`),
    })),
  };
}

it('is the same where there is no secret in it', async () => {
  const { path } = await redactedCopy('plain');
  const lines = (file: string): string[] =>
    wholeTextsOf(file)
      .split('\n')
      .filter((line) => !/^\{"secrets":|^redaction$/.test(line));
  expect(lines(path)).toEqual(lines(recorded.path));
});

it('proves the same, with the same cause and witness, where the handle is a secret', async () => {
  const plain = await proveCapture(opened.engine, recorded.captureId, ids, { seed: 1 });
  await ask('redaction.save', { ...DEFAULT_REDACTION_RULES, keys: ['basketId'] });
  const { path, captureId } = await redactedCopy('handles');
  expect(textsOf(path)).toContain('"basketId":"redacted-rule-');
  const handles = Array.from(
    textsOf(recorded.path).matchAll(/"basketId":"([^"]{8,})"/g),
    ([, handle = '']) => handle,
  );
  expect(new Set(handles).size).toBeGreaterThan(1);
  expect(handles.filter((handle) => textsOf(path).includes(handle))).toEqual([]);
  const { verdict } = await proveCapture(opened.engine, captureId, ids, { seed: 1 });
  expect(plain.verdict.verdict).toBe('not-stateless');
  expect(plain.verdict.witnesses[0]?.cause).toBe('memory-only-handle');
  expect(told(verdict)).toEqual(told(plain.verdict));
}, 120_000);

it('leaves nothing where a copy is cancelled', async () => {
  const { bridge } = opened.engine;
  const path = join(folder, 'cancelled.hopscope');
  const copying = bridge.invoke('redaction.saveCopy', {
    captureId: recorded.captureId,
    path,
    job: 'cancelled',
  });
  await ask('redaction.cancel', { job: 'cancelled' });
  expect(await copying).toMatchObject({ ok: false, error: { code: 'CANCELLED' } });
  expect((await readdir(folder)).filter((name) => name.includes('cancelled'))).toEqual([]);
});

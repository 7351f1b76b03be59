import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_REDACTION_RULES } from '../../../shared/model/redaction.ts';
import { openContractEngine, type ContractEngine } from '../../support/contract-engine.ts';
import { driveVault, startVault } from '../../support/planted-secrets.ts';
import { proveCapture } from '../../support/prove-fleet.ts';
import { recordTraffic, type RecordedSession } from '../../support/recorded-session.ts';
import { plantedIn, plantedInBytes, plantedInFolder, textsOf } from '../../support/secret-forms.ts';
import type { StatefulFleet } from '../../support/hidden-state/stateful-servers.ts';
import { watchDisk } from '../../support/watch-disk.ts';
import { addInstance } from '../servers/ask-through-bridge.ts';

// Sixty secrets and more through a gateway that records with redaction: no byte of them is on the disk, not for a moment.

let opened: ContractEngine;
beforeAll(async () => {
  opened = await openContractEngine();
  const { bridge } = opened.engine;
  await bridge.invoke('redaction.save', { ...DEFAULT_REDACTION_RULES, whileRecording: true });
});
afterAll(() => opened.close());

async function instancesOf(fleet: StatefulFleet, name: string): Promise<string[]> {
  const ids: string[] = [];
  for (const { name: instance, url } of fleet.instances)
    ids.push((await addInstance(opened.engine, `${name} ${instance}`, url)).id);
  return ids;
}

describe('a recording that redacts', () => {
  let fleet: StatefulFleet;
  let ids: string[];
  let recorded: RecordedSession;
  let disk: { readonly seen: readonly string[]; readonly looks: number };
  beforeAll(async () => {
    fleet = await startVault({ shared: true });
    ids = await instancesOf(fleet, 'healthy');
    const watch = watchDisk(opened.directory);
    recorded = await recordTraffic(opened.engine, ids, driveVault);
    disk = await watch.stop();
  }, 60_000);
  afterAll(() => fleet.stop());

  it('never has a byte of them on the disk: not in the file, its journal, the log or beside them', () => {
    expect(disk.looks).toBeGreaterThan(3);
    expect(disk.seen).toEqual([]);
    expect(plantedInBytes(readFileSync(recorded.path))).toEqual([]);
    expect(plantedIn(textsOf(recorded.path))).toEqual([]);
  });

  it('has the exchanges, with placeholders', async () => {
    const { bridge } = opened.engine;
    const page = await bridge.invoke('capture.rows', { captureId: recorded.captureId, after: 0, limit: 100 });
    if (!page.ok) throw new Error(page.error.message);
    const { rows } = page.value;
    expect(rows.map(({ state }) => state)).toEqual(rows.map(() => 'done'));
    expect(rows.filter(({ redacted }) => redacted !== undefined).length).toBeGreaterThan(5);
    expect(textsOf(recorded.path)).toContain('Bearer redacted-bearer-');
  });

  it('shows what is in the file', async () => {
    const { bridge } = opened.engine;
    const { captureId } = recorded;
    for (let number = 1; number <= recorded.exchanges; number += 1) {
      const shown = await bridge.invoke('exchange.get', { captureId, number, bodyLimit: 1_000_000 });
      expect(shown.ok).toBe(true);
      expect(plantedIn(JSON.stringify(shown))).toEqual([]);
    }
  });

  it('is the same when it is redacted once more', async () => {
    const again = await opened.engine.bridge.invoke('redaction.preview', {
      captureId: recorded.captureId,
      job: 'again',
    });
    expect(again).toMatchObject({ ok: true, value: { total: 0, times: 0 } });
  });

  it('still proves that the fleet is stateless', async () => {
    const { verdict } = await proveCapture(opened.engine, recorded.captureId, ids, { seed: 1 });
    expect(verdict, verdict.says).toMatchObject({ verdict: 'stateless', classes: { sticky: 0 } });
    // Nor does what the proof wrote down have any.
    expect(plantedInFolder(opened.directory)).toEqual([]);
  }, 120_000);

  it('is told of in its summary, and the switch begins a new recording', async () => {
    const { bridge } = opened.engine;
    const list = async () => {
      const answer = await bridge.invoke('capture.list', null);
      if (!answer.ok) throw new Error(answer.error.message);
      return answer.value.find(({ recording }) => recording);
    };
    const on = await list();
    expect(on?.redacts).toBe(true);
    await bridge.invoke('redaction.save', DEFAULT_REDACTION_RULES);
    const off = await list();
    expect(off?.id).not.toBe(on?.id);
    expect(off).not.toHaveProperty('redacts');
    // Closed and opened again it says what it is.
    const again = await bridge.invoke('capture.open', { path: recorded.path });
    expect(again).toMatchObject({ ok: true, value: { recording: false, redacted: 'recorded' } });
    expect(again.ok && again.value).not.toHaveProperty('redacts');
    const meta = new DatabaseSync(recorded.path, { readOnly: true });
    const noted = meta.prepare("SELECT value FROM meta WHERE key = 'redaction'").get()?.['value'];
    meta.close();
    const { secrets, times, exchanges, ...rest } = JSON.parse(String(noted)) as Record<string, number>;
    expect(rest).toMatchObject({ whileRecording: 'all', off: [], own: 0, kept: 0 });
    expect(secrets).toBeGreaterThan(20);
    expect(times).toBeGreaterThan(secrets ?? 0);
    expect(exchanges).toBeGreaterThan(5);
    await bridge.invoke('redaction.save', { ...DEFAULT_REDACTION_RULES, whileRecording: true });
    expect((await list())?.redacts).toBe(true);
    expect(dirname(recorded.path)).toBe(join(opened.directory, 'workspace', 'captures'));
  });
});

describe('a redacted recording of a fleet that keeps state', () => {
  it('still proves it, with a witness', async () => {
    const fleet = await startVault({ shared: false });
    try {
      const ids = await instancesOf(fleet, 'sticky');
      const { captureId } = await recordTraffic(opened.engine, ids, driveVault);
      const { verdict } = await proveCapture(opened.engine, captureId, ids, { seed: 1 });
      expect(verdict.verdict, verdict.says).toBe('not-stateless');
      expect(verdict.witnesses[0]?.steps.map(({ name }) => name)).toContain('basket');
    } finally {
      await fleet.stop();
    }
  }, 120_000);
});

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WRITERS } from '../../../engine/capture/export/writers.ts';
import type { ExportFormat } from '../../../shared/model/file-transfer.ts';
import type { RedactionReport } from '../../../shared/model/redaction.ts';
import { openContractEngine, type ContractEngine } from '../../support/contract-engine.ts';
import type { StatefulFleet } from '../../support/hidden-state/stateful-servers.ts';
import { driveVault, PLANTED, startVault } from '../../support/planted-secrets.ts';
import { proveCapture } from '../../support/prove-fleet.ts';
import { recordTraffic } from '../../support/recorded-session.ts';
import { formsOf, plantedIn, plantedInBytes, textsOf } from '../../support/secret-forms.ts';
import { addInstance } from '../servers/ask-through-bridge.ts';

// Sixty secrets and more, through servers of the official SDK and a gateway: none is in the redacted capture, and that
// still says of the fleet what the original says.

let opened: ContractEngine;
let folder: string;
beforeAll(async () => {
  opened = await openContractEngine();
  folder = await mkdtemp(join(tmpdir(), 'hopscope-redaction-'));
});
afterAll(async () => {
  await opened.close();
  await rm(folder, { recursive: true, force: true });
});

interface Recorded {
  readonly fleet: StatefulFleet;
  readonly ids: string[];
  readonly captureId: string;
  readonly path: string;
  readonly redacted: { readonly captureId: string; readonly path: string; readonly report: RedactionReport };
}

async function record(name: string, shared: boolean): Promise<Recorded> {
  const { engine } = opened;
  const fleet = await startVault({ shared });
  const ids: string[] = [];
  for (const { name: instance, url } of fleet.instances) {
    ids.push((await addInstance(engine, `${name} ${instance}`, url)).id);
  }
  const { captureId, path } = await recordTraffic(engine, ids, driveVault);
  const target = join(folder, `${name}.hopscope`);
  const saved = await engine.bridge.invoke('redaction.saveCopy', { captureId, path: target, job: name });
  if (!saved.ok) throw new Error(saved.error.message);
  const copy = await engine.bridge.invoke('capture.open', { path: target });
  if (!copy.ok) throw new Error(copy.error.message);
  const { report } = saved.value;
  return { fleet, ids, captureId, path, redacted: { captureId: copy.value.id, path: target, report } };
}

describe('a capture with sixty secrets', () => {
  let recorded: Recorded;
  beforeAll(async () => {
    recorded = await record('healthy', true);
  }, 60_000);
  afterAll(() => recorded.fleet.stop());

  it('has each of them', () => {
    expect(PLANTED.length).toBeGreaterThanOrEqual(60);
    const there = plantedIn(textsOf(recorded.path));
    expect(PLANTED.map(([place]) => place).filter((place) => !there.includes(place))).toEqual([]);
  });

  it('has none of them in the bytes of its redacted copy', async () => {
    expect(plantedInBytes(await readFile(recorded.redacted.path))).toEqual([]);
    expect(plantedIn(textsOf(recorded.redacted.path))).toEqual([]);
  });

  it('tells what was replaced, and never a secret itself', () => {
    const { report } = recorded.redacted;
    expect(report.total).toBeGreaterThanOrEqual(55);
    expect(report.problems).toEqual([]);
    const told = JSON.stringify(report);
    expect(PLANTED.filter(([, value]) => formsOf(value).some((form) => told.includes(form)))).toEqual([]);
    const places = report.secrets.flatMap((secret) => secret.places);
    expect(places).toEqual(
      expect.arrayContaining(['header Authorization', 'query api_key', 'request /params/arguments/apiKey']),
    );
  });

  it('says the same as the preview, which writes nothing', async () => {
    const { captureId, redacted } = recorded;
    const preview = await opened.engine.bridge.invoke('redaction.preview', { captureId, job: 'preview' });
    expect(preview).toEqual({ ok: true, value: redacted.report });
  });

  it.each(Object.keys(WRITERS) as ExportFormat[])('has none of them in an export as %s', async (format) => {
    const { captureId } = recorded;
    const path = join(folder, `export.${format}`);
    const { bridge } = opened.engine;
    const exported = await bridge.invoke('transfer.export', { id: format, captureId, format, path });
    expect(exported).toMatchObject({
      ok: true,
      value: { replaced: { secrets: recorded.redacted.report.total } },
    });
    const text = await readFile(path, 'utf8');
    // A trace has no headers.
    if (format !== 'otlp') expect(text).toContain('Bearer redacted-bearer-');
    expect(plantedIn(text)).toEqual([]);
    const all = { id: format, captureId, format, path: `${path}.all`, withSecrets: true };
    expect(await bridge.invoke('transfer.export', all)).not.toHaveProperty('value.replaced');
    const [, bearer = ''] = PLANTED[0] ?? [];
    const kept = await readFile(`${path}.all`, 'utf8');
    // A trace has no headers, but addresses: without redaction there are secrets in each of the formats.
    if (format !== 'otlp') expect(kept).toContain(bearer);
    expect(plantedIn(kept)).not.toEqual([]);
  });

  it('still proves that the fleet is stateless', async () => {
    const { verdict } = await proveCapture(opened.engine, recorded.redacted.captureId, recorded.ids, {
      seed: 1,
    });
    expect(verdict, verdict.says).toMatchObject({ verdict: 'stateless', classes: { sticky: 0 } });
  }, 120_000);

  it('is found fault with in the same places', async () => {
    const { bridge } = opened.engine;
    const groups = await Promise.all(
      [recorded.captureId, recorded.redacted.captureId].map(async (captureId) => {
        await bridge.invoke('findings.settled', { captureId });
        const found = await bridge.invoke('findings.groups', { captureId });
        if (!found.ok) throw new Error(found.error.message);
        return found.value.groups;
      }),
    );
    expect(groups[1]).toEqual(groups[0]);
  });

  it('is the same when it is redacted once more', async () => {
    const { captureId } = recorded.redacted;
    const again = await opened.engine.bridge.invoke('redaction.preview', { captureId, job: 'again' });
    expect(again).toMatchObject({ ok: true, value: { total: 0, times: 0 } });
  });
});

describe('a redacted capture of a fleet that keeps state', () => {
  it('still proves it, with a witness', async () => {
    const { fleet, ids, redacted } = await record('sticky', false);
    try {
      const { verdict } = await proveCapture(opened.engine, redacted.captureId, ids, { seed: 1 });
      expect(verdict.verdict, verdict.says).toBe('not-stateless');
      expect(verdict.witnesses[0]?.steps.map(({ name }) => name)).toContain('basket');
    } finally {
      await fleet.stop();
    }
  }, 120_000);
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Cause } from '../../../shared/model/replay-verdict.ts';
import { openContractEngine, type ContractEngine } from '../../support/contract-engine.ts';
import type { Drive } from '../../support/hidden-state/drive.ts';
import { driveDeployments, startDeployments } from '../../support/hidden-state/deployments.ts';
import { driveNotes, startNotes } from '../../support/hidden-state/notes.ts';
import { drivePrices, startPrices } from '../../support/hidden-state/prices.ts';
import { driveQuotes, startQuotes } from '../../support/hidden-state/quotes.ts';
import type { StatefulFleet } from '../../support/hidden-state/stateful-servers.ts';
import { proveCapture, type FinishedProof } from '../../support/prove-fleet.ts';
import { recordTraffic } from '../../support/recorded-session.ts';
import { addInstance } from '../servers/ask-through-bridge.ts';

// Hidden state of kinds that the demo fleet does not have, in servers of the official SDK; and the same servers without it.

let opened: ContractEngine;
let fleet: StatefulFleet | undefined;
beforeEach(async () => {
  opened = await openContractEngine();
});
afterEach(async () => {
  await opened.close();
  await fleet?.stop();
});

async function prove(start: Promise<StatefulFleet>, drive: Drive, seed: number): Promise<FinishedProof> {
  fleet = await start;
  const ids: string[] = [];
  for (const { name, url } of fleet.instances) ids.push((await addInstance(opened.engine, name, url)).id);
  const { captureId } = await recordTraffic(opened.engine, ids, drive);
  return proveCapture(opened.engine, captureId, ids, { seed });
}

const KINDS: readonly {
  readonly what: string;
  readonly start: (isWrong: boolean) => Promise<StatefulFleet>;
  readonly drive: Drive;
  readonly cause: Cause;
  readonly shows: string;
  readonly causes: string | undefined;
}[] = [
  {
    what: 'a cache of each process that goes stale',
    start: (isWrong) => startPrices({ cached: isWrong }),
    drive: drivePrices,
    cause: 'local-cache',
    shows: 'price_get',
    causes: undefined,
  },
  {
    what: 'a counter of ids in each process',
    start: (isWrong) => startNotes({ shared: !isWrong }),
    drive: driveNotes,
    cause: 'id-counter',
    shows: 'note_create',
    causes: 'note_create',
  },
  {
    what: 'a setting that the first request fixes',
    start: (isWrong) => startQuotes({ sticks: isWrong }),
    drive: driveQuotes,
    cause: 'first-request-setting',
    shows: 'quote',
    causes: undefined,
  },
  {
    what: 'a key of each process for requestState',
    start: (isWrong) => startDeployments({ sharedKey: !isWrong }),
    drive: driveDeployments,
    cause: 'unshared-key',
    shows: 'deploy',
    causes: 'deploy',
  },
];

describe.each(KINDS)('$what', ({ start, drive, cause, shows, causes }) => {
  it.each([1, 2])('is proved, with its cause and a witness of two steps at most (seed %i)', async (seed) => {
    const { verdict } = await prove(start(true), drive, seed);
    expect(verdict.verdict, verdict.says).toBe('not-stateless');
    expect(verdict.witnesses.map((witness) => witness.cause)).toEqual([cause]);
    const steps = verdict.witnesses[0]?.steps.filter(({ role }) => role !== 'needed') ?? [];
    expect(steps.length).toBeLessThanOrEqual(2);
    expect(steps.find(({ role }) => role === 'shows')?.name).toBe(shows);
    expect(steps.find(({ role }) => role === 'causes')?.name).toBe(causes);
  });

  it('is not seen where there is none', async () => {
    const { verdict } = await prove(start(false), drive, 1);
    expect(verdict).toMatchObject({ verdict: 'stateless', witnesses: [], classes: { sticky: 0 } });
  });
});

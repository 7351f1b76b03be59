import { afterEach, expect, test } from 'vitest';
import { createLinter } from '../../../engine/lint/linter.ts';
import { RULES } from '../../../engine/lint/rules/index.ts';
import { startDemoFleet, type DemoFleet } from '../../support/demo-processes.ts';
import { exchange } from '../../support/lint/exchange.ts';
import { send } from './requests.ts';

let fleet: DemoFleet | undefined;

afterEach(async () => {
  await fleet?.stop();
  fleet = undefined;
});

const METHODS = [
  'server/discover',
  'tools/list',
  'prompts/list',
  'resources/list',
  'resources/templates/list',
];

/** Rules that find something when every list of both instances is read twice, and how often. */
async function found(...bugs: string[]): Promise<Record<string, number>> {
  fleet = await startDemoFleet({ names: ['alpha', 'beta'], bugs });
  const linter = createLinter(RULES);
  const counts: Record<string, number> = {};
  for (const instanceId of ['alpha', 'beta', 'alpha', 'beta']) {
    for (const method of METHODS) {
      const startedAt = Date.now();
      const response = await send(fleet.get(instanceId).url, method);
      const seen = exchange({
        method,
        id: 1,
        answerText: await response.text(),
        answerHeaders: Object.fromEntries(response.headers),
        row: { instanceId, instanceName: instanceId, startedAt, durationMs: Date.now() - startedAt },
      });
      for (const { finding } of linter.see(seen)) counts[finding.rule] = (counts[finding.rule] ?? 0) + 1;
    }
  }
  return counts;
}

test('the lists of a healthy fleet give nothing to find', async () => {
  expect(await found()).toEqual({});
});

test('shuffled-tools is found by the rule about order, and by no other', async () => {
  expect(Object.keys(await found('shuffled-tools'))).toEqual(['list.order-changes']);
});

test('missing-result-type is found by its rule, and by no other', async () => {
  expect(await found('missing-result-type')).toEqual({ 'result.result-type-missing': 4 * METHODS.length });
});

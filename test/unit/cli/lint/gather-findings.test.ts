import { expect, it } from 'vitest';
import { gatherFindings, type Gathering } from '../../../../cli/lint/gather-findings.ts';
import type { CommandInput, CommandName, CommandOutput } from '../../../../shared/bridge/bridge.ts';
import type { Row } from '../../../../shared/model/exchange.ts';
import type { FoundAt } from '../../../../shared/model/finding.ts';
import { entry, QUIET, RESULT_TYPE, SERVER_INFO } from './sample-report.ts';

const row = (number: number, tampered = false): Row => ({
  number,
  startedAt: 0,
  origin: 'probe',
  instanceId: 'a',
  instanceName: 'alpha',
  era: 'modern',
  method: 'tools/list',
  name: '',
  state: 'done',
  requestBytes: 0,
  responseBytes: 0,
  eventCount: 0,
  ...(tampered && { tampered }),
});
const at = (rule: string, number: number, severity: 'error' | 'warning' = 'error'): FoundAt => ({
  number,
  finding: { ...entry().finding, rule, severity },
});

/** An engine with 700 findings of one rule, one an exchange, and one of each of two others. */
function fakeEngine() {
  const found: Record<string, FoundAt[]> = {
    [RESULT_TYPE.id]: Array.from({ length: 700 }, (_, index) => at(RESULT_TYPE.id, index + 1)),
    [SERVER_INFO.id]: [at(SERVER_INFO.id, 650, 'warning')],
    'lint.rule-failed': [at('lint.rule-failed', 2)],
  };
  const asked: string[] = [];
  const answers: { [C in CommandName]?: (input: CommandInput<C>) => unknown } = {
    'findings.settled': () => ({}),
    'findings.groups': () => ({ groups: Object.keys(found).map((rule) => ({ rule })) }),
    'findings.list': ({ rule, after, limit }) => {
      const all = (found[rule] ?? []).filter(({ number }) => number > after);
      return { found: all.slice(0, limit), more: all.length > limit };
    },
    'capture.rows': ({ after, limit }) => ({
      rows: Array.from({ length: 700 }, (_, index) => row(index + 1, index === 649))
        .filter(({ number }) => number > after)
        .slice(0, limit),
      total: 700,
    }),
  };
  const ask = <C extends CommandName>(command: C, input: CommandInput<C>): Promise<CommandOutput<C>> => {
    asked.push(command);
    return Promise.resolve(answers[command]?.(input) as CommandOutput<C>);
  };
  return { ask, asked };
}

const WANTED: Gathering = {
  captureId: 'c',
  after: 0,
  only: [],
  muted: [],
  rules: [RESULT_TYPE, SERVER_INFO, QUIET],
  steps: new Map([[650, 'a foreign Origin']]),
};

it('waits until all is judged, and reads all pages of all rules', async () => {
  const { ask, asked } = fakeEngine();
  const gathered = await gatherFindings(ask, WANTED);
  expect(asked[0]).toBe('findings.settled');
  expect(gathered.counts).toEqual({ error: 701, warning: 1, note: 0 });
  expect(gathered.rules.map(({ info, count }) => [info.id, count])).toEqual([
    [RESULT_TYPE.id, 700],
    ['lint.rule-failed', 1],
    [SERVER_INFO.id, 1],
  ]);
  expect(gathered.checked).toEqual([RESULT_TYPE, SERVER_INFO, QUIET]);
  expect(gathered.rules[2]?.found).toMatchObject([
    { exchange: 650, instance: 'alpha', method: 'tools/list', step: 'a foreign Origin' },
  ]);
});

it('takes only what comes after an exchange', async () => {
  const { rules, rows } = await gatherFindings(fakeEngine().ask, { ...WANTED, after: 600 });
  expect(rules.map(({ count }) => count)).toEqual([100, 1]);
  expect(rows).toHaveLength(100);
});

it('names a step only of what was changed on purpose', async () => {
  const steps = new Map([[2, 'who it is']]);
  const { rules } = await gatherFindings(fakeEngine().ask, { ...WANTED, steps });
  expect(rules[1]?.found[0]).not.toHaveProperty('step');
});

it('counts what is muted apart, and hears only what is wanted', async () => {
  const muted = await gatherFindings(fakeEngine().ask, { ...WANTED, muted: [RESULT_TYPE.id] });
  expect(muted).toMatchObject({ muted: 700, counts: { error: 1, warning: 1, note: 0 } });
  expect(muted.checked).toEqual([SERVER_INFO, QUIET]);
  const only = await gatherFindings(fakeEngine().ask, { ...WANTED, only: [SERVER_INFO.id] });
  expect(only).toMatchObject({ muted: 0, counts: { error: 0, warning: 1, note: 0 } });
  expect(only.checked).toEqual([SERVER_INFO]);
});

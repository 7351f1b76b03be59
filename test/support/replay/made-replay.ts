import { Observations } from '../../../engine/replay/diff/observations.ts';
import type { ReportedReplay } from '../../../engine/replay/report/report-facts.ts';
import type { PlanStep, StepAnswer } from '../../../shared/model/replay-plan.ts';
import type { RunSummary, ScheduleChoice } from '../../../shared/model/replay-run.ts';
import type { ReplayState, Verdict, Witness } from '../../../shared/model/replay-verdict.ts';
import { madeStep } from './made-step.ts';

const INSTANCES = ['alpha', 'beta', 'gamma'].map((name) => ({ id: name, name }));
const BATTERY: readonly ScheduleChoice[] = [
  { name: 'round-robin' },
  { name: 'pinned', instanceId: 'alpha' },
  { name: 'pinned', instanceId: 'alpha' },
  { name: 'pinned', instanceId: 'beta' },
  { name: 'pinned', instanceId: 'gamma' },
  { name: 'adversarial' },
];
const MISSING: StepAnswer = {
  status: 200,
  headers: {},
  error: { code: -32602, message: 'There is no basket <b-17>.' },
};

const said = (value: string, more: Record<string, string> = {}): StepAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  result: { resultType: 'complete', content: [{ type: 'text', text: JSON.stringify({ value, ...more }) }] },
});

const WITNESS: Witness = {
  number: 2,
  instanceId: 'beta',
  pointer: '/error',
  says: '#2 basket_get fails on beta only if #1 basket_create went to alpha',
  steps: [
    { number: 1, method: 'tools/call', name: 'basket_create', instanceId: 'alpha', role: 'causes' },
    { number: 2, method: 'tools/call', name: 'basket_get', instanceId: 'beta', role: 'shows' },
  ],
  otherwise: [
    { number: 1, method: 'tools/call', name: 'basket_create', instanceId: 'beta', role: 'causes' },
    { number: 2, method: 'tools/call', name: 'basket_get', instanceId: 'beta', role: 'shows' },
  ],
  failing: { ref: { captureId: 'live', number: 27 }, value: MISSING.error ?? null },
  passing: { ref: { captureId: 'live', number: 814 } },
  cause: 'memory-only-handle',
  causeSays:
    'The basket is known to the process that made it and to no other. Keep baskets where all instances find them.',
  trials: 9,
  alike: [],
};

/** Six steps that a proof has found out about: a basket in memory, the time, another version, one that was held, one that is fine. */
export function madeReplay(more: Partial<ReplayState> = {}, verdict: Partial<Verdict> = {}): ReportedReplay {
  const steps: readonly PlanStep[] = [
    madeStep(1, { name: 'basket_create', tool: 'basket_create' }),
    madeStep(2, { name: 'basket_get', tool: 'basket_get', after: [1] }),
    madeStep(3, { name: 'whoami', tool: 'whoami' }),
    madeStep(4, { method: 'server/discover', name: '', tool: 'server/discover', kind: 'read' }),
    madeStep(5, { name: 'order_place', tool: 'order_place', safety: 'held', because: 'It claims nothing.' }),
    madeStep(6, { method: 'tools/list', name: '', tool: 'tools/list', kind: 'list' }),
  ];
  const observations = new Observations({ captureId: 'rec', steps, instances: INSTANCES });
  for (const { number } of steps)
    observations.setRecorded(number, said(String(number), number === 3 ? { at: at(0) } : {}));
  let sent = 0;
  const runs = BATTERY.map((choice, index): RunSummary => {
    const run = index + 1;
    observations.setRun({ run, choice, purpose: 'battery' });
    for (const { number, safety } of steps) {
      const instance = choice.instanceId ?? INSTANCES[(number + run) % 3]?.name ?? 'alpha';
      const outcome = { run, number, instanceId: instance };
      if (safety === 'held') {
        observations.add({ ...outcome, state: 'held', why: 'Nobody allowed it.' });
        continue;
      }
      sent += 1;
      const ref = { captureId: 'live', number: sent };
      const apart = number === 2 && choice.instanceId === undefined;
      const answer = apart
        ? MISSING
        : said(number === 4 ? 'newer' : String(number), number === 3 ? { at: at(sent) } : {});
      observations.add({ ...outcome, state: 'answered', ref, answer });
    }
    return {
      run,
      choice: { ...choice, seed: 1 },
      says: `${choice.name}${choice.instanceId === undefined ? '' : ` on ${choice.instanceId}`}`,
      purpose: 'battery',
      state: 'done',
      planned: 5,
      counts: { answered: 5, failed: 0, held: 1, skipped: 0, 'not-sent': 0 },
      startedAt: Date.UTC(2026, 10, 26, 9),
    };
  });
  const state: ReplayState = {
    id: 'r-1',
    wish: {
      kind: 'prove',
      plan: {
        captureId: 'rec',
        allow: { tools: [] },
        flows: [],
        variables: [{ recorded: 'x', value: 's3cret' }],
      },
      instanceIds: INSTANCES.map(({ id }) => id),
      schedules: [],
      pace: { kind: 'asap', lanes: 4 },
    },
    state: 'done',
    recording: { captureId: 'rec', name: 'shop & co', path: '/captures/shop.hscap' },
    instances: INSTANCES,
    steps: steps.length,
    held: 1,
    runs,
    doing: '',
    done: sent,
    planned: sent,
    startedAt: Date.UTC(2026, 10, 26, 9),
    endedAt: Date.UTC(2026, 10, 26, 9, 0, 12),
    verdict: {
      verdict: 'not-stateless',
      says: `Not stateless: ${WITNESS.says}.`,
      notes: ['1 step was held and not sent: allow order_place to have them judged.'],
      witnesses: [WITNESS],
      classes: observations.classCounts(),
      ...verdict,
    },
    learned: observations.learned('2026-11-26'),
    ...more,
  };
  return { state, steps, observations };
}

function at(second: number): string {
  return new Date(Date.UTC(2026, 10, 26, 9, 0, second)).toISOString();
}

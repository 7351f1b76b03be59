import { expect, it } from 'vitest';
import { createPaint } from '../../../../cli/output/paint.ts';
import { replayText } from '../../../../cli/replay/replay-text.ts';
import type { MatrixCell, MatrixRow, ReplayState, Witness } from '../../../../shared/model/replay-verdict.ts';
import { madeFinding } from '../../../support/replay/made-finding.ts';
import { sampleReplay, sampleRun, sampleVerdict } from '../../shared/model/sample-replay.ts';

const plain = createPaint(false);

function cell(instanceId: string, changes: Partial<MatrixCell> = {}): MatrixCell {
  return { instanceId, answered: 2, states: {}, different: 0, ...changes };
}

function row(number: number, changes: Partial<MatrixRow> = {}): MatrixRow {
  return {
    number,
    method: 'tools/call',
    name: 'basket_get',
    kind: 'call',
    class: 'sticky',
    cells: [cell('a'), cell('b', { different: 1, states: { skipped: 1 } })],
    pointers: 1,
    ...changes,
  };
}

const WITNESS: Witness = {
  number: 5,
  instanceId: 'b',
  pointer: '/result/isError',
  says: '#5 basket_get fails on beta only if #3 basket_create went to alpha',
  steps: [
    { number: 3, method: 'tools/call', name: 'basket_create', instanceId: 'a', role: 'causes' },
    { number: 5, method: 'tools/call', name: 'basket_get', instanceId: 'b', role: 'shows' },
  ],
  otherwise: [
    { number: 3, method: 'tools/call', name: 'basket_create', instanceId: 'b', role: 'causes' },
    { number: 5, method: 'tools/call', name: 'basket_get', instanceId: 'b', role: 'shows' },
  ],
  failing: { ref: { captureId: 'r', number: 41 }, value: true },
  passing: { ref: { captureId: 'r', number: 44 } },
  cause: 'memory-only-handle',
  causeSays: 'The basket is kept in one process.\nKeep it where all find it.',
  trials: 6,
  alike: [6, 7],
};

function proof(changes: Partial<ReplayState> = {}): ReplayState {
  const { wish } = sampleReplay();
  return sampleReplay({ wish: { ...wish, kind: 'prove' }, ...changes });
}

it('says what holds, and what it rests on', () => {
  expect(replayText({ state: proof(), rows: [], held: [] }, plain)).toBe(
    `✓ Stateless under 1 schedule: 3 steps answered alike.

3 steps on alpha, beta: 1 run, 3 answers in 1.00 s.
`,
  );
});

it('shows the witness, the steps that differ, what is held, and notes', () => {
  const verdict = {
    ...sampleVerdict('not-stateless', { sticky: 1, noise: 2 }),
    says: `Not stateless: ${WITNESS.says}.`,
    notes: ['2 steps were not tried.'],
    witnesses: [WITNESS],
  };
  const state = proof({
    verdict,
    held: 2,
    runs: [sampleRun(), sampleRun({ run: 2, purpose: 'witness' })],
    learned: {
      entries: [],
      quiet: [
        { method: 'tools/call', name: 'whoami', pointer: '/result/x', evidence: '', since: '2026-01-02' },
      ],
    },
  });
  const held = [{ tool: 'basket_drop', safety: 'held', because: 'It destroys.', steps: 1 }] as const;
  const at = {
    pointer: '/result/isError',
    class: 'sticky',
    because: '',
    values: [
      { value: true, seenAt: [] },
      { recorded: true, seenAt: [] },
    ],
  } as const;
  const rows = [{ class: 'sticky', rows: [{ ...row(5, { pointers: 2 }), at }], total: 3 }] as const;
  expect(replayText({ state, rows, held }, plain))
    .toBe(`Not stateless: #5 basket_get fails on beta only if #3 basket_create went to alpha.

✗ #5 basket_get fails on beta only if #3 basket_create went to alpha
  cause  memory-only-handle: The basket is kept in one process. Keep it where all find it.
  fails  at /result/isError: true  #41
    #3  tools/call basket_create  alpha  causes
    #5  tools/call basket_get     beta   shows
  goes well  #44
    #3  tools/call basket_create  beta  causes
    #5  tools/call basket_get     beta  shows
  found in 6 trials; the same at #6 #7

step  request                class   alpha        beta                      where
  #5  tools/call basket_get  sticky  as expected  1 of 2 differ, 1 skipped  /result/isError nothing → true (2 places)
and 2 more sticky: --report html:FILE has all.

Held, and not sent; --allow TOOL or --allow-all sends them:
  basket_drop  1 step: It destroys.
  1 further step that needs what these make.

· 2 steps were not tried.
· Known noise that did not vary any more: tools/call whoami /result/x, known since 2026-01-02.

3 steps on alpha, beta: 1 run and 1 trial, 6 answers in 1.00 s; 2 steps with noise.
`);
});

it('calls differences by their name where a proof holds in spite of them', () => {
  const rows = [{ class: 'changed', rows: [row(5, { cells: [] })], total: 1 }] as const;
  expect(replayText({ state: proof(), rows, held: [] }, plain)).toContain(
    'Differences that are no violation:\nstep  request                class    alpha  beta\n  #5',
  );
  expect(replayText({ state: sampleReplay(), rows, held: [] }, plain)).not.toContain('no violation');
});

it('shows five witnesses and counts the others', () => {
  const verdict = { ...sampleVerdict('not-stateless'), witnesses: Array.from({ length: 7 }, () => WITNESS) };
  const text = replayText({ state: proof({ verdict }), rows: [], held: [] }, plain);
  expect(text.split('✗')).toHaveLength(6);
  expect(text).toContain('2 more witnesses are in the reports.');
});

it('is never green where something is missing, and obeys no server', () => {
  const verdict = { ...sampleVerdict('stateless'), notes: ['It said \u001b[2J.'] };
  const rows = [{ class: 'changed', rows: [row(5, { name: '\u001b[2J', cells: [] })], total: 1 }] as const;
  const state = sampleReplay({ verdict, held: 1 });
  const text = replayText({ state, rows, held: [] }, createPaint(true));
  expect(text).not.toContain('✓');
  expect(text).not.toContain('\u001b[32m');
  expect(text).not.toContain('\u001b[2J');
  expect(text).toContain('\u001b[33m');
});

it('shows what the rules have found, apart from what differs', () => {
  const findings = [
    madeFinding({ instances: { a: 9, b: 3 } }),
    madeFinding({ rule: 'r.two', severity: 'error', instances: { b: 3 }, count: 3 }),
    ...Array.from({ length: 10 }, (_, index) => madeFinding({ rule: `c${String(index)}`, side: 'client' })),
  ];
  const text = replayText(
    { state: proof({ verdict: { ...sampleVerdict('stateless'), findings } }), rows: [], held: [] },
    plain,
  );
  expect(text).toContain(`What it breaks on every instance alike:
  12 ×  task.past-ttl  warning  all  #2, #4  The task is <working> after its ttl.
What it breaks on some instances only:
  3 ×  r.two  error  beta  #2, #4  The task is <working> after its ttl.
What the recorded requests break themselves:
  12 ×  c0  `);
  expect(text).toContain('  and 2 more rules: --report html:FILE has them.');
});

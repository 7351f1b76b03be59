import { describe, expect, it } from 'vitest';
import type { RunSummary } from '../../../../../shared/model/replay-run.ts';
import type { MatrixRow, Witness } from '../../../../../shared/model/replay-verdict.ts';
import { verdictOf, type Search } from '../../../../../engine/replay/prove/verdict-of.ts';
import { seenRow } from '../../../../../engine/replay/prove/seen-rows.ts';
import { INSTANCES, observedAs, pointerClass, summary } from '../../../../support/proof-samples.ts';

const row = (number: number, part: Partial<MatrixRow> = {}): MatrixRow => ({
  ...{
    number,
    method: 'tools/call',
    name: `t${String(number)}`,
    kind: 'call',
    class: 'stable',
    cells: [],
    pointers: 0,
  },
  ...part,
});
const NOTHING: Search = { stateful: [], varying: [], refuted: [], untried: [], trials: 0, cancelled: false };
const witness = (says: string): Witness => ({ says }) as Witness;

function judge(
  rows: readonly MatrixRow[],
  search?: Search,
  part: {
    readonly runs?: readonly RunSummary[];
    readonly instances?: typeof INSTANCES;
    readonly varying?: number;
  } = {},
) {
  const classes =
    part.varying === undefined ? {} : { [part.varying]: [pointerClass({ class: 'noise', violates: true })] };
  return verdictOf(
    {
      plan: {
        tools: rows
          .filter(({ held }) => held)
          .map(({ name }) => ({ tool: name, safety: 'held', because: '', steps: 1 })),
      },
      rows: rows.map(({ number }) => seenRow(observedAs(classes, rows), number)),
      runs: part.runs ?? [summary(1, 'round-robin'), summary(2, 'pinned'), summary(3, 'pinned')],
      instances: part.instances ?? INSTANCES,
    },
    search,
  );
}

describe('a verdict', () => {
  it('is stateless under the schedules that were run, by name', () => {
    expect(judge([row(1), row(2, { class: 'noise' })], NOTHING)).toEqual({
      verdict: 'stateless',
      says: 'Stateless under 2 schedules: 2 steps answered alike by alpha, beta and gamma, wherever the others went.',
      notes: [],
      witnesses: [],
      classes: { stable: 1, noise: 1, sticky: 0, 'order-dependent': 0, changed: 0, unclear: 0 },
    });
  });

  it('is what the first witness shows, and that weighs more than what could not be sent', () => {
    const search = {
      ...NOTHING,
      stateful: [witness('#2 fails'), witness('#5 fails')],
      varying: [witness('#1 varies')],
    };
    const found = judge([row(1, { held: true }), row(2)], search);
    expect(found).toMatchObject({ verdict: 'not-stateless', says: 'Not stateless: #2 fails.' });
    expect(found.witnesses).toHaveLength(3);
    expect(found.notes[0]).toMatch(/^1 step was held/);
    expect(judge([row(1)], { ...search, stateful: [] })).toMatchObject({
      verdict: 'not-deterministic',
      says: 'Not deterministic: #1 varies.',
    });
  });

  it('is none as long as steps are held: they never look fine', () => {
    const found = judge([row(1), row(2, { held: true }), row(3, { held: true, name: 'pay' })], NOTHING);
    expect(found.verdict).toBe('incomplete');
    expect(found.says).toBe(
      'Nothing speaks against it, but this is no verdict: 2 steps were held and not sent: allow t2 and pay to have them judged.',
    );
    expect(found.classes.stable).toBe(1);
  });

  it.each([
    [
      'a run is incomplete',
      [row(1)],
      NOTHING,
      { runs: [summary(4, 'random', { state: 'incomplete', problem: '2 were skipped.' })] },
      /run 4 \(random\) is incomplete: 2 were skipped/,
    ],
    ['there is one instance', [row(1)], NOTHING, { instances: INSTANCES.slice(0, 1) }, /it takes two/],
    ['there is no step', [], NOTHING, {}, /there is no step/],
    ['nothing was sent', [row(1)], NOTHING, { runs: [] }, /nothing was sent/],
    ['it was cancelled', [row(1)], { ...NOTHING, cancelled: true }, {}, /it was cancelled/],
    ['the trials were used up', [row(1)], { ...NOTHING, untried: [1] }, {}, /at #1 was not tried any more/],
  ] as const)('is none where %s', (_, rows, search, part, says) => {
    const found = judge(rows, search, part);
    expect(found.verdict).toBe('incomplete');
    expect(found.says).toMatch(says);
  });

  it('is not made incomplete by trials that were', () => {
    const runs = [
      summary(1, 'pinned'),
      summary(2, 'adversarial', { purpose: 'witness', state: 'incomplete' }),
    ];
    expect(judge([row(1)], NOTHING, { runs }).verdict).toBe('stateless');
  });

  it('notes what has changed, what hangs on what came before, and what no trial showed again', () => {
    const found = judge(
      [
        row(1, { class: 'changed' }),
        row(2, { class: 'order-dependent' }),
        row(3, { class: 'order-dependent' }),
      ],
      { ...NOTHING, refuted: [3], trials: 12 },
      { varying: 2 },
    );
    expect(found.verdict).toBe('stateless');
    expect(found.refuted).toEqual([3]);
    expect(found.notes).toEqual([
      '1 step is answered alike everywhere, but not as recorded: #1 t1.',
      '2 answers hang on what came before, wherever that went: #2 t2 and #3 t3. In a run #3 differed by instance, and in no trial again.',
      '#2 t2 varied on one instance, and in no trial again.',
      'Looking for witnesses took 12 runs.',
    ]);
  });
});

describe('what is held', () => {
  const HELD = /2 steps were held and not sent/;
  const rows = [row(1), row(2, { held: true }), row(3, { held: true, class: 'stable' })];
  const timesTold = ({ says, notes }: ReturnType<typeof judge>): number =>
    [says, ...notes].filter((each) => HELD.test(each)).length;

  it('is told once: in the sentence of what is no verdict, else in a note', () => {
    expect(timesTold(judge(rows, NOTHING))).toBe(1);
    expect(timesTold(judge(rows, { ...NOTHING, stateful: [witness('#1 fails')] }))).toBe(1);
  });

  it('is told by the end of a plain replay, not in a note as well', () => {
    expect(judge(rows).notes.join()).not.toMatch(HELD);
    expect(judge([...rows, row(4, { class: 'sticky' })]).notes.join()).not.toMatch(HELD);
  });
});

describe('the verdict of a plain replay', () => {
  it('tells of what was seen, and leaves the proof to a proof', () => {
    expect(judge([row(1), row(2, { class: 'sticky' })])).toMatchObject({
      verdict: 'not-stateless',
      says: 'Not stateless by what was seen: 1 step answered by instance (#2 t2). A proof finds out why.',
    });
    expect(judge([row(1)], undefined, { varying: 1 })).toMatchObject({
      verdict: 'not-deterministic',
      says: expect.stringMatching(/^Not deterministic by what was seen: 1 step varied/) as unknown,
    });
    expect(judge([row(1)]).verdict).toBe('stateless');
  });
});

import { describe, expect, it } from 'vitest';
import { Observations } from '../../../../../engine/replay/diff/observations.ts';
import type { Observed } from '../../../../../engine/replay/diff/observed.ts';
import type { LiveAnswer } from '../../../../../engine/replay/live-answer.ts';
import { madeStep } from '../../../../support/replay/made-step.ts';
import type { PlanStep, StepAnswer } from '../../../../../shared/model/replay-plan.ts';
import type { ScheduleName } from '../../../../../shared/model/replay-run.ts';

const instances = ['alpha', 'beta', 'gamma'].map((name) => ({ id: name.slice(0, 1), name }));

const text = (value: string): StepAnswer => ({
  status: 200,
  headers: {},
  result: { content: [{ type: 'text', text: value }] },
});
const FIELD = '/result/content/0/text';

/** `a1` is the answer of run 1 on alpha. */
type Seen = readonly (readonly [where: string, answer: StepAnswer | LiveAnswer['state']])[];

function live(number: number, where: string, what: StepAnswer | LiveAnswer['state']): LiveAnswer {
  const run = Number(where.slice(1));
  const outcome = {
    run,
    number,
    instanceId: where.slice(0, 1),
    ref: { captureId: 'c', number: run * 100 + number },
  };
  return typeof what === 'string'
    ? { ...outcome, state: what, why: 'so' }
    : { ...outcome, state: 'answered', answer: what };
}

function observe(
  seen: Seen,
  {
    recorded,
    runs = {},
    steps = [madeStep(1)],
    number = 1,
  }: {
    recorded?: StepAnswer;
    runs?: Record<number, ScheduleName>;
    steps?: PlanStep[];
    number?: number;
  } = {},
): Observations {
  const observations = new Observations({ captureId: 'rec', steps, instances });
  for (const run of new Set(seen.map(([where]) => Number(where.slice(1))))) {
    observations.setRun({ run, choice: { name: runs[run] ?? 'pinned' }, purpose: 'battery' });
  }
  observations.setRecorded(number, recorded);
  for (const [where, what] of seen) observations.add(live(number, where, what));
  return observations;
}

const classAt = (observations: Observations, number = 1) =>
  observations.classesOf(number).map((each) => [each.pointer, each.class]);

describe('Observations', () => {
  it('says nothing of answers like the recorded one', () => {
    const observations = observe(
      [
        ['a1', text('x')],
        ['b2', text('x')],
      ],
      { recorded: text('x') },
    );
    expect(observations.classesOf(1)).toEqual([]);
    expect(observations.row(1)).toMatchObject({ class: 'stable', pointers: 0 });
    expect(observations.classCounts()).toMatchObject({ stable: 1 });
  });

  it('tells noise, with what was seen where', () => {
    const observations = observe(
      [
        ['a1', text('one')],
        ['a2', text('two')],
        ['b3', text('one')],
      ],
      { recorded: text('one') },
    );
    expect(observations.classesOf(1)).toEqual([
      {
        pointer: FIELD,
        class: 'noise',
        because: 'On alpha the same schedule gave "one", then "two" (runs 1, 2).',
        values: [
          {
            value: 'one',
            recorded: true,
            seenAt: [
              { run: 1, instanceId: 'a' },
              { run: 3, instanceId: 'b' },
            ],
          },
          { value: 'two', seenAt: [{ run: 2, instanceId: 'a' }] },
        ],
      },
    ]);
  });

  it('tells hidden state by the instance, what has changed since the recording, and what is too little', () => {
    const sticky = observe(
      [
        ['a1', text('x')],
        ['a2', text('x')],
        ['b3', text('y')],
      ],
      { recorded: text('x') },
    );
    expect(classAt(sticky)).toEqual([[FIELD, 'sticky']]);
    expect(sticky.classesOf(1)[0]?.because).toBe(
      'Each instance says the same each time, and not what another says: alpha "x" (runs 1, 2); beta "y" (run 3).',
    );
    const few = observe(
      [
        ['a1', text('x')],
        ['b2', text('y')],
      ],
      { recorded: text('x') },
    );
    expect(classAt(few)).toEqual([[FIELD, 'unclear']]);
    const changed = observe(
      [
        ['a1', text('y')],
        ['b2', text('y')],
      ],
      { recorded: text('x') },
    );
    expect(classAt(changed)).toEqual([[FIELD, 'changed']]);
  });

  it('sees that a step fails wherever what it builds on went elsewhere', () => {
    const steps = [madeStep(1, { name: 'create' }), madeStep(2, { name: 'get', after: [1] })];
    const observations = new Observations({ captureId: 'rec', steps, instances });
    const error: StepAnswer = {
      status: 200,
      headers: {},
      error: { code: -32602, message: 'No such basket' },
    };
    const placed: [run: number, ScheduleName, create: string, get: string][] = [
      [1, 'round-robin', 'a', 'b'],
      [2, 'pinned', 'a', 'a'],
      [3, 'pinned', 'a', 'a'],
      [4, 'pinned', 'b', 'b'],
      [5, 'adversarial', 'b', 'a'],
    ];
    for (const number of [1, 2]) observations.setRecorded(number, text(String(number)));
    for (const [run, name, create, get] of placed) {
      observations.setRun({ run, choice: { name }, purpose: 'battery' });
      observations.add(live(1, create + String(run), text('1')));
      observations.add(live(2, get + String(run), create === get ? text('2') : error));
    }
    expect(observations.classesOf(1)).toEqual([]);
    expect(observations.classesOf(2)).toMatchObject([
      {
        pointer: '/error',
        class: 'sticky',
        because:
          'The same 3 times where all that it builds on was on the same instance, and otherwise not: on beta (run 1), on alpha (run 5). In run 1 #1 had gone elsewhere.',
      },
    ]);
    expect(observations.rows(0, 10, 'sticky')).toMatchObject({
      total: 1,
      rows: [{ number: 2, class: 'sticky' }],
    });
    expect(observations.stepReport(2)).toMatchObject({
      recorded: { captureId: 'rec', number: 2 },
      cells: [
        { instanceId: 'a', answered: 3, different: 1, last: { captureId: 'c', number: 502 } },
        { instanceId: 'b', answered: 2, different: 1 },
        { instanceId: 'g', answered: 0, different: 0 },
      ],
    });
    expect(
      observations.stepReport(2).answers.map(({ run, differences }) => [run, differences.length]),
    ).toEqual([
      [1, 1],
      [2, 0],
      [3, 0],
      [4, 0],
      [5, 1],
    ]);
  });

  it('takes the noise of a time for noise at the same place of other steps of that tool, and of no other tool', () => {
    const steps = [madeStep(1), madeStep(2), madeStep(3, { name: 'other' })];
    const observations = new Observations({ captureId: 'rec', steps, instances });
    const at = (second: number): StepAnswer => text(`2026-01-01T00:00:0${String(second)}Z`);
    for (const run of [1, 2]) observations.setRun({ run, choice: { name: 'pinned' }, purpose: 'replay' });
    for (const number of [1, 2, 3]) observations.setRecorded(number, at(0));
    observations.add(live(1, 'a1', at(1)));
    for (const number of [2, 3])
      for (const where of ['a1', 'a2']) observations.add(live(number, where, at(5)));
    expect(classAt(observations, 2)).toEqual([[FIELD, 'changed']]);
    observations.add(live(1, 'a2', at(2)));
    expect(classAt(observations, 2)).toEqual([[FIELD, 'noise']]);
    expect(observations.classesOf(2)[0]?.because).toContain('see #1');
    expect(classAt(observations, 3)).toEqual([[FIELD, 'changed']]);
    expect(observations.row(2).cells[0]).toMatchObject({ answered: 2, different: 0 });
    expect(observations.learned('2026-11-26').entries).toEqual([
      {
        method: 'tools/call',
        name: 'look',
        pointer: '/result/content/*/text',
        evidence:
          '#1: On alpha the same schedule gave "2026-01-01T00:00:01Z", then "2026-01-01T00:00:02Z" (runs 1, 2).',
        since: '2026-11-26',
      },
    ]);
  });

  it('keeps to what is known for noise, and tells of known noise that is quiet', () => {
    const known = [
      { method: 'tools/call', name: 'look', pointer: '/result/**', evidence: 'seen', since: '2026-01-01' },
      { method: 'tools/call', name: 'still', pointer: '/result/at', evidence: 'seen', since: '2026-01-01' },
      { method: 'tools/call', name: 'absent', pointer: '/result/at', evidence: 'seen', since: '2026-01-01' },
    ];
    const steps = [madeStep(1), madeStep(2, { name: 'still' })];
    const observations = new Observations({ captureId: 'rec', steps, instances, noise: known });
    for (const run of [1, 2]) observations.setRun({ run, choice: { name: 'pinned' }, purpose: 'replay' });
    for (const number of [1, 2]) observations.setRecorded(number, text('x'));
    for (const where of ['a1', 'a2']) {
      observations.add(live(1, where, text('y')));
      observations.add(live(2, where, text('x')));
    }
    expect(observations.classesOf(1)).toMatchObject([
      { class: 'noise', known: true, because: 'Known noise: seen' },
    ]);
    expect(observations.learned('2026-11-26')).toEqual({ entries: [], quiet: [known[1]] });
  });

  it('says that the order of a list must not vary', () => {
    const list = (...names: string[]): StepAnswer => ({ result: { tools: names.map((name) => ({ name })) } });
    const observations = observe(
      [
        ['a1', list('x', 'y')],
        ['a2', list('y', 'x')],
      ],
      {
        steps: [madeStep(1, { method: 'tools/list', name: '', kind: 'list' })],
        recorded: list('x', 'y'),
      },
    );
    expect(observations.classesOf(1)).toMatchObject([
      {
        pointer: '/result/tools',
        class: 'noise',
        violates: true,
        order: true,
        values: [{ value: ['x', 'y'], recorded: true }, { value: ['y', 'x'] }],
      },
    ]);
    expect(observations.row(1)).toMatchObject({
      class: 'noise',
      violates: true,
      cells: [{ different: 1 }, {}, {}],
    });
    expect(observations.learned('now').entries).toEqual([]);
  });

  it('holds answers against the first one where none was recorded', () => {
    const observations = observe([
      ['b2', text('y')],
      ['a3', text('x')],
      ['a1', text('x')],
    ]);
    expect(observations.classesOf(1)).toMatchObject([
      { pointer: FIELD, class: 'sticky', values: [{ value: 'x' }, { value: 'y' }] },
    ]);
    expect(observations.stepReport(1).answers.map(({ ref }) => ref?.number)).toEqual([101, 201, 301]);
  });

  it('does not count trials, and shows what was never answered as unclear', () => {
    const observations = observe([['a1', 'held']], {
      steps: [madeStep(1, { safety: 'held' })],
      recorded: text('x'),
    });
    observations.setRun({ run: 2, choice: { name: 'pinned' }, purpose: 'witness' });
    observations.add(live(1, 'a2', text('y')));
    expect(observations.classesOf(1)).toEqual([]);
    expect(observe([['a1', 'held']], { recorded: text('x') }).row(1)).toMatchObject({
      class: 'unclear',
      cells: [{ answered: 0, states: { held: 1 } }, {}, {}],
    });
  });

  it('takes for order what trials have refuted, and leaves all else as it is', () => {
    const seen: Seen = [
      ['a1', text('x')],
      ['a2', text('x')],
      ['b3', text('y')],
      ['b4', text('y')],
    ];
    const observations = observe(seen, { recorded: text('x') });
    expect(classAt(observations)).toEqual([[FIELD, 'sticky']]);
    observations.refute(1);
    observations.refute(99);
    expect(observations.classesOf(1)).toMatchObject([
      { class: 'order-dependent', because: expect.stringContaining('did not do so again') as unknown },
    ]);
    expect(observations.classCounts()).toMatchObject({ sticky: 0, 'order-dependent': 1 });
    const changed = observe([['a1', text('y')]], { recorded: text('x') });
    changed.refute(1);
    expect(classAt(changed)).toEqual([[FIELD, 'changed']]);
  });

  it('takes an answer that never came for one of another kind', () => {
    const observations = observe(
      [
        ['a1', text('x')],
        ['a2', text('x')],
        ['b3', 'failed'],
        ['b4', 'failed'],
      ],
      { recorded: text('x') },
    );
    expect(classAt(observations)).toEqual([['/failure', 'sticky']]);
  });

  it('takes back from a journal what it gave', () => {
    const seen: Seen = [
      ['a1', text('x')],
      ['a2', text('x')],
      ['b3', text('y')],
      ['g1', 'failed'],
      ['g2', 'skipped'],
    ];
    const first = new Observations({ captureId: 'rec', steps: [madeStep(1)], instances });
    const second = new Observations({ captureId: 'rec', steps: [madeStep(1)], instances });
    const kept: (Observed | undefined)[] = [];
    for (const run of [1, 2, 3]) {
      for (const each of [first, second]) each.setRun({ run, choice: { name: 'pinned' }, purpose: 'replay' });
    }
    first.setRecorded(1, text('x'));
    for (const [where, what] of seen) kept.push(first.add(live(1, where, what)));
    for (const each of JSON.parse(JSON.stringify(kept)) as Observed[]) second.restore(each);
    expect(second.stepReport(1)).toEqual(first.stepReport(1));
    expect(second.classesOf(1)).toHaveLength(2);
  });

  it('can be looked at as far as one era goes', () => {
    const observations = new Observations({ captureId: 'rec', steps: [madeStep(1)], instances });
    const runs = { 1: 'legacy', 2: 'modern', 3: 'legacy', 4: 'modern' } as const;
    for (const [run, era] of Object.entries(runs)) {
      observations.setRun({ run: Number(run), choice: { name: 'pinned' }, purpose: 'replay', era });
    }
    observations.setRecorded(1, text('x'));
    for (const where of ['a1', 'a3']) observations.add(live(1, where, text('y')));
    for (const where of ['a2', 'a4']) observations.add(live(1, where, text('x')));
    expect(observations.inEra('legacy').row(1)).toMatchObject({
      class: 'changed',
      cells: [{ answered: 2, different: 2 }, {}, {}],
    });
    expect(observations.inEra('modern').row(1)).toMatchObject({
      class: 'stable',
      cells: [{ answered: 2, different: 0 }, {}, {}],
    });
    expect(observations.row(1).class).toBe('order-dependent');
    expect(observations.learned('now').entries).toEqual([]);
  });

  it('knows nothing of strangers', () => {
    const observations = observe([]);
    expect(observations.add(live(9, 'a1', text('x')))).toBeUndefined();
    expect(observations.add(live(1, 'z1', text('x')))).toBeUndefined();
    expect(observations.classesOf(9)).toEqual([]);
    expect(() => observations.row(9)).toThrow(RangeError);
  });
});

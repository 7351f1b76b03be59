import { describe, expect, it } from 'vitest';
import { verdictOf, type Judged, type Search } from '../../../../../engine/replay/prove/verdict-of.ts';
import type { PlannedTool, PlanStep } from '../../../../../shared/model/replay-plan.ts';
import type { MatrixRow, PointerClass, Witness } from '../../../../../shared/model/replay-verdict.ts';
import { INSTANCES, pointerClass, step, summary } from '../../../../support/proof-samples.ts';

const tool = (name: string, safety: PlannedTool['safety']): PlannedTool => ({
  ...{ tool: name, safety, because: '', steps: 1 },
});

const STEPS = [
  step(1, 'create'),
  step(2, 'get', { after: [1], safety: 'safe' }),
  step(3, 'tsk_1', { method: 'tasks/get', tool: 'work', safety: 'safe' }),
];

interface Seen {
  readonly rows?: Readonly<Record<number, Partial<MatrixRow>>>;
  readonly classes?: Readonly<Record<number, readonly PointerClass[]>>;
}

function judged(
  part: Partial<Omit<Judged, 'observed'>> = {},
  { rows = {}, classes = {} }: Seen = {},
): Judged {
  const plan = part.plan ?? { steps: STEPS, tools: [] };
  const rowOf = ({ number, method, name, kind, safety }: PlanStep): MatrixRow => ({
    ...{ number, method, name, kind, class: 'stable', cells: [], pointers: 0 },
    ...(safety === 'held' && { held: true as const }),
    ...rows[number],
  });
  return {
    plan,
    runs: [summary(1, 'pinned'), summary(2, 'round-robin')],
    instances: INSTANCES,
    ...part,
    observed: {
      row: (number) => rowOf(plan.steps.find((one) => one.number === number) ?? step(number, 'gone')),
      classesOf: (number) => classes[number] ?? [],
    },
  };
}

const SEARCH: Search = { stateful: [], varying: [], refuted: [], untried: [], trials: 0, cancelled: false };
const witness = (says: string): Witness => ({ says }) as Witness;

describe('the verdict', () => {
  it('is stateless where nothing speaks against it and nothing is missing', () => {
    const { verdict, says, notes } = verdictOf(judged(), SEARCH);
    expect(verdict).toBe('stateless');
    expect(says).toBe(
      'Stateless under 2 schedules: 3 steps answered alike by alpha, beta and gamma, wherever the others went.',
    );
    expect(notes).toEqual([]);
  });

  it('names what has to be allowed: tools that are held, not what only needs them', () => {
    const steps = STEPS.map((one) => ({ ...one, safety: 'held' as const }));
    const plan = { steps, tools: [tool('create', 'held'), tool('get', 'safe'), tool('work', 'held')] };
    const { verdict, says, classes } = verdictOf(judged({ plan }), SEARCH);
    expect(verdict).toBe('incomplete');
    expect(says).toContain('3 steps were held and not sent: allow create and work to have them judged.');
    expect(Object.values(classes).every((count) => count === 0)).toBe(true);
  });

  it.each([
    [
      'a run that is incomplete',
      { runs: [summary(1, 'pinned', { state: 'incomplete', problem: 'Cut.' })] },
      'Cut.',
    ],
    ['no run at all', { runs: [] }, 'nothing was sent'],
    ['one instance', { instances: INSTANCES.slice(0, 1) }, 'it takes two'],
    ['no step', { plan: { steps: [], tools: [] } }, 'no step to send'],
  ] as const)('is none for %s', (_, part, words) => {
    const { verdict, says } = verdictOf(judged(part), SEARCH);
    expect(verdict).toBe('incomplete');
    expect(says).toContain(words);
  });

  it('takes no trial for a run that counts', () => {
    const trial = summary(3, 'pinned', { purpose: 'witness', state: 'incomplete' });
    const runs = [summary(1, 'pinned'), trial];
    expect(verdictOf(judged({ runs }), SEARCH).says).toMatch(/^Stateless under 1 schedule:/);
  });

  it('is the first witness, and hidden state weighs more than what varies, and both more than what is missing', () => {
    const runs = [summary(1, 'pinned', { state: 'incomplete' })];
    const varying = [witness('#1 varies')];
    expect(verdictOf(judged({ runs }), { ...SEARCH, varying })).toMatchObject({
      verdict: 'not-deterministic',
      says: 'Not deterministic: #1 varies.',
      witnesses: varying,
    });
    const stateful = [witness('#2 fails on beta')];
    expect(verdictOf(judged({ runs }), { ...SEARCH, stateful, varying })).toMatchObject({
      verdict: 'not-stateless',
      says: 'Not stateless: #2 fails on beta.',
      witnesses: [...stateful, ...varying],
    });
  });

  it('is incomplete where the search was: cancelled, or out of trials', () => {
    expect(verdictOf(judged(), { ...SEARCH, cancelled: true }).verdict).toBe('incomplete');
    expect(verdictOf(judged(), { ...SEARCH, untried: [2] }).says).toContain('#2');
  });

  it('notes what is worth knowing and speaks against nothing', () => {
    const rows = { 1: { class: 'changed' as const }, 2: { class: 'order-dependent' as const } };
    const { verdict, notes, classes, refuted } = verdictOf(judged({}, { rows }), {
      ...SEARCH,
      refuted: [3],
      trials: 4,
    });
    expect(verdict).toBe('stateless');
    expect(classes).toMatchObject({ changed: 1, 'order-dependent': 1, stable: 1 });
    expect(notes.join(' ')).toMatch(/#1 create.*#2 get.*4 runs/);
    expect(refuted).toEqual([3]);
  });

  it('of a plain replay is what was seen, without a witness', () => {
    const sticky = verdictOf(judged({}, { rows: { 2: { class: 'sticky' } } }));
    expect(sticky).toMatchObject({ verdict: 'not-stateless', witnesses: [] });
    expect(sticky.says).toContain('#2 get');
    const violates = pointerClass({ class: 'noise', violates: true });
    const rows = { 1: { class: 'noise' as const } };
    expect(verdictOf(judged({}, { rows, classes: { 1: [violates] } })).verdict).toBe('not-deterministic');
    const known = { ...violates, known: true as const };
    expect(verdictOf(judged({}, { rows, classes: { 1: [known] } })).verdict).toBe('stateless');
  });
});

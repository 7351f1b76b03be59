import { describe, expect, it } from 'vitest';
import type { PointerClass, SeenValue } from '../../../../../shared/model/replay-verdict.ts';
import {
  candidateOf,
  findCandidates,
  isFaultPointer,
} from '../../../../../engine/replay/prove/candidates.ts';
import { Needs } from '../../../../../engine/replay/prove/needs.ts';
import { flow, observedAs, pointerClass, SHOP, step } from '../../../../support/proof-samples.ts';

const BASELINE = new Set([2, 3]);
/** `a2` is run 2 on instance a. */
const seen = (value: SeenValue['value'], where: string, more: Partial<SeenValue> = {}): SeenValue => ({
  ...(value !== undefined && { value }),
  seenAt: where.split(' ').map((at) => ({ run: Number(at.slice(1)), instanceId: at.slice(0, 1) })),
  ...more,
});
const sticky = (pointer: string, runs = 'b1 b4'): PointerClass =>
  pointerClass({ pointer, values: [seen('x', 'a2 a3'), seen('y', runs)] });

describe('the candidate of a step', () => {
  it('is where something was otherwise than the baseline has it', () => {
    expect(candidateOf(5, [sticky('/result/a')], BASELINE)).toMatchObject({
      number: 5,
      pointer: '/result/a',
      kind: 'differs',
      class: 'sticky',
      sightings: [
        { run: 1, instanceId: 'b' },
        { run: 4, instanceId: 'b' },
      ],
      wellOn: ['a'],
      looks: 'y',
    });
  });

  it('takes what was recorded for what is expected, where an instance still answers so', () => {
    const odd = pointerClass({ values: [seen('x', 'a2 a3'), seen('y', 'b1 b4', { recorded: true })] });
    expect(candidateOf(5, [odd], BASELINE)).toMatchObject({
      sightings: [
        { run: 2, instanceId: 'a' },
        { run: 3, instanceId: 'a' },
      ],
      wellOn: ['b'],
    });
  });

  it('is the surest class, and of that the pointer that says most', () => {
    const chosen = (...classes: PointerClass[]) => candidateOf(5, classes, BASELINE)?.pointer;
    expect(chosen(sticky('/result/a'), sticky('/result/isError'), sticky('/status'))).toBe('/result/isError');
    expect(chosen(sticky('/result/a/b/c'), sticky('/result/a'))).toBe('/result/a');
    expect(chosen({ ...sticky('/error'), class: 'order-dependent' }, sticky('/result/a'))).toBe('/result/a');
    expect(
      chosen({ ...sticky('/error'), class: 'unclear' }, { ...sticky('/x'), class: 'order-dependent' }),
    ).toBe('/error');
  });

  it.each([
    ['known noise', { ...sticky('/a'), known: true }],
    ['noise that may vary', { ...sticky('/a'), class: 'noise' }],
    ['what has changed everywhere', { ...sticky('/a'), class: 'changed' }],
    ['what was only seen in the baseline', pointerClass({ values: [seen('x', 'a2 a3')] })],
  ] as const)('is none for %s', (_, entry) => {
    expect(candidateOf(5, [entry], BASELINE)).toBeUndefined();
  });

  it('is one of chance where what varies ought not to', () => {
    const varying = pointerClass({
      class: 'noise',
      violates: true,
      values: [seen('x', 'a2'), seen('y', 'a3')],
    });
    expect(candidateOf(5, [varying], BASELINE)).toMatchObject({ kind: 'varies' });
  });

  it('remembers what each instance answered last', () => {
    const entry = pointerClass({ values: [seen('x', 'a2 a3 b1'), seen('y', 'b4'), seen(undefined, 'c5')] });
    expect([...(candidateOf(5, [entry], BASELINE)?.byInstance ?? [])]).toEqual([
      ['b', 'y'],
      ['a', 'x'],
      ['c', null],
    ]);
  });
});

describe('candidates that show the same', () => {
  const groupsOf = (needs: Needs, classes: Readonly<Record<number, readonly PointerClass[]>>) =>
    findCandidates(needs, observedAs(classes), BASELINE).map(({ candidates }) =>
      candidates.map(({ number }) => number),
    );

  it('are together where they fail for what the same tool minted', () => {
    expect(groupsOf(SHOP, { 2: [sticky('/result/isError', 'b1')], 3: [sticky('/error', 'b4')] })).toEqual([
      [2, 3],
    ]);
  });

  it('are apart where one fails and the other one says something else, and for each tool', () => {
    expect(groupsOf(SHOP, { 2: [sticky('/error', 'b1')], 4: [sticky('/result/x', 'c4')] })).toEqual([
      [2],
      [4],
    ]);
  });

  it('leaves out what only follows from another one in the same run', () => {
    expect(groupsOf(SHOP, { 2: [sticky('/error', 'b1 c4')], 3: [sticky('/result/x', 'a1 a4')] })).toEqual([
      [2],
    ]);
    expect(groupsOf(SHOP, { 2: [sticky('/error', 'b1')], 3: [sticky('/result/x', 'a1 c6')] })).toEqual([
      [2],
      [3],
    ]);
  });

  it('takes tasks of all tools together, and faults of a legacy session by what they say', () => {
    const tasks = new Needs({
      steps: [
        step(1, 'report'),
        step(2, 'approve'),
        step(3, 'x', { kind: 'poll' }),
        step(4, 'y', { kind: 'poll' }),
      ],
      flows: [flow(1, [3], { kind: 'task-id' }), flow(2, [4], { kind: 'task-id' })],
    });
    expect(groupsOf(tasks, { 3: [sticky('/error')], 4: [sticky('/error')] })).toEqual([[3, 4]]);
    const legacy = new Needs({
      steps: [1, 2, 3].map((n) => step(n, `t${String(n)}`, { era: 'legacy' })),
      flows: [],
    });
    const gone = (id: string) =>
      pointerClass({ pointer: '/error', values: [seen(undefined, 'a2 a3'), seen(`no session ${id}`, 'b1')] });
    expect(groupsOf(legacy, { 1: [gone('17')], 2: [gone('23')], 3: [sticky('/error')] })).toEqual([
      [1, 2],
      [3],
    ]);
  });

  it('has the easiest first, and the surest groups first', () => {
    const chain = new Needs({
      steps: [1, 2, 3].map((number) => step(number, 'page')).concat(step(4, 'other')),
      flows: [flow(1, [2]), flow(2, [3])],
    });
    const entry = sticky('/error', 'b7');
    const later = sticky('/error', 'b8');
    expect(groupsOf(chain, { 3: [entry], 2: [later], 4: [{ ...entry, class: 'order-dependent' }] })).toEqual([
      [2, 3],
      [4],
    ]);
  });
});

it.each([
  ['/error', true],
  ['/error/code', true],
  ['/status', true],
  ['/failure', true],
  ['/result/isError', true],
  ['/result/errors', false],
  ['/result/status', false],
])('%s tells of a fault: %s', (pointer, expected) => {
  expect(isFaultPointer(pointer)).toBe(expected);
});

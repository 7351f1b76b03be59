import { describe, expect, it } from 'vitest';
import {
  chosenInstances,
  FIRST_FORM,
  formOf,
  resolveForm,
  wishOf,
  type DurabilityForm,
} from '../../../../../renderer/tasks/durability/durability-form.ts';
import { check } from './make-check.ts';

const INSTANCES = ['a', 'b', 'c'].map((id) => ({ id }));
const FLEETS = [{ instanceIds: ['gone'] }, { instanceIds: ['c', 'b'] }];
const DEMO_TOOLS = ['basket_get', 'approve_work', 'render_report'];

const form = (part: Partial<DurabilityForm> = {}): DurabilityForm => ({ ...FIRST_FORM, ...part });
const known = { instances: INSTANCES, fleets: FLEETS, tools: DEMO_TOOLS };

describe('the instances of a check', () => {
  it('are the first fleet that is there, else all, in the order of the workspace', () => {
    expect(chosenInstances(FIRST_FORM, known)).toEqual({ instanceIds: ['b', 'c'], creatorId: 'b' });
    expect(chosenInstances(FIRST_FORM, { ...known, fleets: [] }).instanceIds).toEqual(['a', 'b', 'c']);
    expect(chosenInstances(FIRST_FORM, { instances: [], fleets: [] }).creatorId).toBeUndefined();
  });

  it('are those that were chosen, as long as one of them is there', () => {
    const chosen = form({ instanceIds: ['c', 'gone', 'a'], creatorId: 'c' });
    expect(chosenInstances(chosen, known)).toEqual({ instanceIds: ['a', 'c'], creatorId: 'c' });
    expect(chosenInstances(form({ instanceIds: ['gone'] }), known).instanceIds).toEqual(['b', 'c']);
    // None, on purpose.
    expect(chosenInstances(form({ instanceIds: [] }), known).instanceIds).toEqual([]);
  });

  it('have a creator among them, whoever was chosen before', () => {
    expect(chosenInstances(form({ instanceIds: ['b'], creatorId: 'a' }), known).creatorId).toBe('b');
  });
});

describe('the tools of a check', () => {
  it('are those of the demo where they are there and nobody has chosen', () => {
    expect(resolveForm(FIRST_FORM, known).tools).toEqual({
      work: 'render_report',
      inputWork: 'approve_work',
      cancelWork: 'approve_work',
    });
    expect(resolveForm(FIRST_FORM, { ...known, tools: ['other'] }).tools).toEqual({
      work: '',
      inputWork: '',
      cancelWork: '',
    });
  });

  it('are left out where they are the same on purpose', () => {
    const chosen = form({ work: { tool: 'other', args: '' }, inputWork: { tool: '', args: 'ignored' } });
    const wish = wishOf(chosen, resolveForm(chosen, known));
    expect(wish).toEqual({
      ok: true,
      value: {
        tool: 'other',
        args: {},
        cancelWork: { tool: 'approve_work', args: {} },
        instanceIds: ['b', 'c'],
        creatorId: 'b',
      },
    });
  });
});

describe('what is missing', () => {
  const problem = (part: Partial<DurabilityForm>, tools = DEMO_TOOLS): string | undefined => {
    const wish = wishOf(form(part), resolveForm(form(part), { ...known, tools }));
    return wish.ok ? undefined : wish.problem;
  };

  it('is said in a sentence', () => {
    expect(problem({ instanceIds: [] })).toBe('Choose the instances to check.');
    expect(problem({}, [])).toBe('Choose a tool that hands out tasks.');
    expect(problem({ work: { tool: undefined, args: '[]' } })).toBe(
      'The arguments: a JSON object {…} is needed here.',
    );
    expect(problem({ cancelWork: { tool: undefined, args: '{' } })).toMatch(
      /^The arguments of the work that is cancelled: not JSON at line 1/,
    );
    expect(problem({ ttlWait: 'long' })).toBe(
      'The longest wait for a ttl: a number of seconds is needed here.',
    );
    expect(problem({ timeout: '0' })).toBe(
      'The longest wait for an answer: a number of seconds from 0.1 is needed here.',
    );
  });

  it('is nothing where it can be sent', () => {
    const part = { ttlWait: '0', timeout: '2,5', work: { tool: undefined, args: '{"pages":1}' } };
    expect(wishOf(form(part), resolveForm(form(part), known))).toMatchObject({
      ok: true,
      value: { args: { pages: 1 }, ttlWaitMs: 0, timeoutMs: 2500 },
    });
  });
});

it('is the same form again after a check', () => {
  const wish = {
    instanceIds: ['b', 'c'],
    creatorId: 'c',
    tool: 'render_report',
    args: { pages: 2 },
    cancelWork: { tool: 'approve_work', args: {} },
    ttlWaitMs: 1500,
  };
  const again = formOf(check({ wish }));
  expect(again.inputWork.tool).toBe('');
  expect(wishOf(again, resolveForm(again, known))).toEqual({ ok: true, value: wish });
});

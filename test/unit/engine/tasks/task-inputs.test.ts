import { describe, expect, it } from 'vitest';
import { afterView } from '../../../../engine/tasks/task-course.ts';
import { refuseKey, responsesByItself, withInputs } from '../../../../engine/tasks/task-inputs.ts';
import { asking, course, seen } from './samples.ts';

const asked = (...keys: string[]) => seen({ status: 'input_required', requests: keys.map(asking) });
const waiting = course({ status: 'input_required', requests: [asking('one'), asking('two')] });
const states = ({ inputs }: typeof waiting) => inputs.map(({ key, state }) => `${key} ${state}`);

describe('what a task asks for', () => {
  it('is told once, however often it is listed', () => {
    expect(states(afterView(waiting, asked('one', 'two', 'three')))).toEqual([
      'one open',
      'two open',
      'three open',
    ]);
  });

  it('is withdrawn where it is no longer listed, and open where it is again', () => {
    const less = afterView(waiting, asked('two'));
    expect(states(less)).toEqual(['one withdrawn', 'two open']);
    expect(states(afterView(less, asked('one', 'two')))).toEqual(['one open', 'two open']);
  });

  it('stays answered, and on its way, whatever is listed', () => {
    const going = withInputs(waiting, ['one'], (input) => ({ ...input, state: 'sending' }));
    expect(states(afterView(going, seen()))).toEqual(['one sending', 'two withdrawn']);
    const done = withInputs(waiting, ['one'], (input) => ({ ...input, state: 'answered' }));
    expect(states(afterView(done, asked('one')))).toEqual(['one answered', 'two withdrawn']);
    const restarted = course({}, { answeredKeys: ['one'] });
    expect(states(afterView(restarted, asked('one', 'two')))).toEqual(['two open']);
  });

  it('is bounded, and what waits for somebody outlives what is over', () => {
    let present = course();
    for (let index = 0; index < 150; index += 1) present = afterView(present, asked(`k${String(index)}`));
    expect(present.inputs.length).toBe(100);
    expect(present.inputs.at(-1)).toMatchObject({ key: 'k149', state: 'open' });
  });
});

describe('refuseKey', () => {
  it.each([
    ['none', 'BAD_INPUT', /does not ask/],
    ['old', 'BAD_INPUT', /once only/],
    ['two', 'CONFLICT', /on its way/],
  ] as const)('%s', (key, code, message) => {
    const sending = withInputs(waiting, ['two'], (input) => ({ ...input, state: 'sending' }));
    const known = { ...sending, answeredKeys: ['old'] };
    expect(() => {
      refuseKey(known, key);
    }).toThrow(expect.objectContaining({ code, message: expect.stringMatching(message) as string }) as Error);
    expect(() => {
      refuseKey(known, 'one');
    }).not.toThrow();
  });

  it('refuses what is no longer asked for', () => {
    expect(() => {
      refuseKey(afterView(waiting, asked('two')), 'one');
    }).toThrow(/no longer asks/);
  });
});

describe('responsesByItself', () => {
  const settings = { roots: [], responders: {} };
  const respond = { elicitation: { mode: 'decline' } } as const;
  const answered = new Set<string>();

  it('answers all that is open, or nothing', () => {
    expect(responsesByItself(waiting, { settings, respond, answered })).toEqual({
      one: { action: 'decline' },
      two: { action: 'decline' },
    });
    const mixed = afterView(
      waiting,
      seen({
        status: 'input_required',
        requests: [asking('one'), { key: 'three', method: 'roots/list', params: {} }],
      }),
    );
    expect(responsesByItself(mixed, { settings, respond, answered })).toBeUndefined();
    expect(responsesByItself(course(), { settings, respond, answered })).toBeUndefined();
  });

  it('answers no server that never has enough', () => {
    const before = new Set(Array.from({ length: 19 }, (_, index) => `before ${String(index)}`));
    expect(responsesByItself(waiting, { settings, respond, answered: before })).toBeUndefined();
  });

  it('answers nothing twice, and no refusal that a result cannot carry', () => {
    expect(responsesByItself(waiting, { settings, respond, answered: new Set(['one']) })).toBeUndefined();
    const sampling = course({
      status: 'input_required',
      requests: [{ key: 's', method: 'sampling/createMessage', params: {} }],
    });
    const refusing = { sampling: { mode: 'decline' } } as const;
    expect(responsesByItself(sampling, { settings, respond: refusing, answered })).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { declaresTasks, mayConcernTasks, withTasks } from '../../../../renderer/composer/tasks-extension.ts';
import { TASKS_EXTENSION } from '../../../../shared/spec/modern.ts';

const elicitation = { form: {} };

describe('the tasks extension', () => {
  it('is declared beside all else, once, and taken back without a trace', () => {
    const declared = withTasks({ elicitation }, true);
    expect(declared).toEqual({ elicitation, extensions: { [TASKS_EXTENSION]: {} } });
    expect(declaresTasks(declared)).toBe(true);
    expect(withTasks(declared, true)).toEqual(declared);
    expect(withTasks(declared, false)).toEqual({ elicitation });
    expect(withTasks({ elicitation }, false)).toEqual({ elicitation });
  });

  it('leaves other extensions where they are', () => {
    const extensions = { 'com.example/a': { x: 1 }, [TASKS_EXTENSION]: {}, 'com.example/b': {} };
    expect(withTasks({ extensions }, false)).toEqual({
      extensions: { 'com.example/a': { x: 1 }, 'com.example/b': {} },
    });
    expect(withTasks({ extensions: { 'com.example/a': {} } }, true)).toEqual({
      extensions: { 'com.example/a': {}, [TASKS_EXTENSION]: {} },
    });
  });

  it('is declared anew where what stands there is no object of extensions, or declares nothing', () => {
    expect(declaresTasks({ extensions: { [TASKS_EXTENSION]: false } })).toBe(false);
    expect(declaresTasks(withTasks({ extensions: { [TASKS_EXTENSION]: false } }, true))).toBe(true);
    expect(declaresTasks(withTasks({ extensions: 'odd' }, true))).toBe(true);
  });

  it('concerns calls, what is asked about tasks, and subscriptions', () => {
    const methods = ['tools/call', 'tasks/get', 'subscriptions/listen', 'tools/list', 'prompts/get', ''];
    expect(methods.map(mayConcernTasks)).toEqual([true, true, true, false, false, false]);
  });
});

import { describe, expect, it } from 'vitest';
import type { CommandName } from '../../../../shared/bridge/bridge.ts';
import { INPUT_LIMITS, SCHEMAS } from '../../../../shared/bridge/schemas.ts';
import { VALID_INPUTS } from '../../../support/valid-inputs.ts';

const COMMANDS = Object.keys(SCHEMAS) as CommandName[];

describe('SCHEMAS', () => {
  it.each(COMMANDS)('%s takes its fullest input and hands it on unchanged', (command) => {
    expect(SCHEMAS[command].parse(VALID_INPUTS[command])).toEqual(VALID_INPUTS[command]);
  });

  it.each(COMMANDS)('%s takes nothing of another shape', (command) => {
    for (const input of [undefined, 'text', 5, [], [VALID_INPUTS[command]]]) {
      expect(SCHEMAS[command].safeParse(input).success).toBe(false);
    }
  });

  it('leave out what the contract does not name', () => {
    expect(SCHEMAS['instance.remove'].parse({ id: 'a', extra: 1 })).toEqual({ id: 'a' });
  });

  it('end at their bounds', () => {
    const ids = (count: number) =>
      SCHEMAS['instance.check'].safeParse({ ids: Array(count).fill('a') }).success;
    expect([ids(INPUT_LIMITS.instances), ids(INPUT_LIMITS.instances + 1)]).toEqual([true, false]);
    const demo = (instances: number) => SCHEMAS['demo.start'].safeParse({ instances, bugs: [] }).success;
    expect([demo(0), demo(1), demo(8), demo(9), demo(1.5)]).toEqual([false, true, true, false, false]);
  });

  it('refuse JSON of absurd depth without exhausting the stack', () => {
    let deep: object = {};
    for (let level = 0; level < 100_000; level += 1) deep = { deep };
    const draft = { ...VALID_INPUTS['draft.preview'].draft, params: deep };
    expect(SCHEMAS['draft.preview'].safeParse({ draft, instanceId: 'a' }).success).toBe(false);
  });
});

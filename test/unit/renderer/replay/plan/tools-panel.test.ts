import { expect, it } from 'vitest';
import type { PlannedTool } from '../../../../../shared/model/replay-plan.ts';
import { withTool } from '../../../../../renderer/replay/plan/plan-store.ts';
import { inOrder, isSent } from '../../../../../renderer/replay/plan/tools-panel.tsx';
import { WISH } from '../fake-replay.ts';

const tool = (name: string, safety: PlannedTool['safety']): PlannedTool => ({
  ...{ tool: name, safety, because: '', steps: 1 },
});

it('a tool is sent as it is safe, unless a person says otherwise', () => {
  expect(isSent(tool('get', 'safe'), WISH)).toBe(true);
  expect(isSent(tool('set', 'held'), WISH)).toBe(false);
  expect(isSent(tool('set', 'held'), withTool(WISH, 'set', 'send'))).toBe(true);
  const all = { ...WISH, allow: { ...WISH.allow, all: true } };
  expect(isSent(tool('set', 'held'), all)).toBe(true);
  expect(isSent(tool('get', 'safe'), withTool(all, 'get', 'hold'))).toBe(false);
});

it('those that are held come first', () => {
  const tools = [tool('b', 'safe'), tool('a', 'repeatable'), tool('z', 'held'), tool('y', 'held')];
  expect(inOrder(tools, WISH).map((one) => one.tool)).toEqual(['y', 'z', 'a', 'b']);
});

import { describe, expect, it, vi } from 'vitest';
import { createCommandRegistry } from '../../../../renderer/app/command-registry.ts';
import { carryOut } from '../../../../renderer/app/use-desktop.ts';
import type { DesktopWish } from '../../../../shared/bridge/desktop.ts';

function setUp() {
  const registry = createCommandRegistry();
  const openPaths = vi.fn(() => Promise.resolve());
  const go = vi.fn();
  const wish = (wanted: DesktopWish): void => {
    carryOut(wanted, { registry, files: { openPaths }, go });
  };
  return { registry, openPaths, go, wish };
}

describe('what the desktop program wants of the page', () => {
  it('runs the command that was added last, and none that is gone', () => {
    const { registry, wish } = setUp();
    const runs: string[] = [];
    const add = (name: string) =>
      registry.add([{ id: 'x', title: name, group: 'g', run: () => runs.push(name) }]);
    add('first');
    const takeAway = add('second');
    wish({ kind: 'command', id: 'x' });
    takeAway();
    wish({ kind: 'command', id: 'x' });
    wish({ kind: 'command', id: 'y' });
    expect(runs).toEqual(['second', 'first']);
  });

  it('opens recordings', () => {
    const { openPaths, wish } = setUp();
    wish({ kind: 'open', paths: ['/a', '/b'] });
    expect(openPaths).toHaveBeenCalledWith(['/a', '/b']);
  });

  it.each<[DesktopWish, object]>([
    [
      { kind: 'add-server', url: 'http://x' },
      { screen: 'fleet', add: true, address: 'http://x' },
    ],
    [
      { kind: 'filter', text: 'beta' },
      { screen: 'traffic', filter: 'beta' },
    ],
    [
      { kind: 'show-replay', id: 'r1' },
      { screen: 'replay', replayId: 'r1' },
    ],
    [{ kind: 'show-tasks' }, { screen: 'tasks' }],
  ])('goes where %j leads', (wanted, destination) => {
    const { go, wish } = setUp();
    wish(wanted);
    expect(go).toHaveBeenCalledWith(destination);
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readPlace } from '../../../../electron/main/window-place.ts';
import { createWindows } from '../../../../electron/main/windows.ts';
import { PlayedWindow } from '../../../support/played-window.ts';

const DISPLAY = { workArea: { x: 0, y: 0, width: 3000, height: 2000 } };

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'hopscope-windows-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

function setUp() {
  const placeFile = join(directory, 'window.json');
  const waiting: (() => void)[] = [];
  const onFocus = vi.fn();
  const onBug = vi.fn();
  const onMade = vi.fn();
  const windows = createWindows({
    make: (options) => new PlayedWindow(options),
    preload: '/p.cjs',
    url: 'hopscope-app://app/',
    displays: () => [DISPLAY],
    placeFile,
    later: (run) => waiting.push(run),
    ...{ onMade, onFocus, onBug },
  });
  return { windows, placeFile, waiting, onFocus, onBug, onMade };
}

describe('a window', () => {
  it('loads the page, and is shown once there is something to see', async () => {
    const { windows, onMade } = setUp();
    const window = await windows.open();
    expect(onMade).toHaveBeenCalledWith(window);
    expect(window.options.webPreferences?.preload).toBe('/p.cjs');
    expect(window.done).toEqual(['load hopscope-app://app/']);
    window.emit('ready-to-show');
    expect(window.done).toEqual(['load hopscope-app://app/', 'show']);
  });

  it('stands where the last one was closed, maximised if that was', async () => {
    const first = setUp();
    const window = await first.windows.open();
    window.bounds = { x: 300, y: 200, width: 1111, height: 777 };
    window.maximised = true;
    window.close();
    const { windows } = setUp();
    const next = await windows.open();
    expect(next.options).toMatchObject({ x: 300, y: 200, width: 1111, height: 777 });
    next.emit('ready-to-show');
    expect(next.done).toContain('maximize');
  });

  it('keeps its place when it was moved, after a while, and not once it is gone', async () => {
    const { windows, placeFile, waiting } = setUp();
    const window = await windows.open();
    window.bounds = { ...window.bounds, x: 77 };
    window.emit('move');
    expect(readPlace(placeFile)).toBeUndefined();
    waiting.shift()?.();
    expect(readPlace(placeFile)?.bounds.x).toBe(77);
    window.emit('move');
    window.page.destroy();
    waiting.shift()?.();
    expect(readPlace(placeFile)?.bounds.x).toBe(77);
  });

  it('opens all the same where its place cannot be read or kept', async () => {
    const { windows, placeFile, onBug } = setUp();
    writeFileSync(placeFile, '{');
    const window = await windows.open();
    rmSync(directory, { recursive: true });
    window.close();
    expect(onBug).toHaveBeenCalledOnce();
  });
});

describe('several windows', () => {
  it('stand beside each other', async () => {
    const { windows } = setUp();
    const first = await windows.open();
    first.bounds = { x: 100, y: 100, width: 1000, height: 700 };
    expect((await windows.open()).options).toMatchObject({ x: 128, y: 128, width: 1000, height: 700 });
    expect(windows.all()).toHaveLength(2);
  });

  it('have a current one: the last that a person was in', async () => {
    const { windows, onFocus } = setUp();
    const [one, two] = [await windows.open(), await windows.open()];
    expect(windows.current()).toBe(two);
    one.emit('focus');
    expect(onFocus).toHaveBeenLastCalledWith(one);
    expect([windows.current(), windows.focused()]).toEqual([one, true]);
    one.emit('blur');
    expect([windows.current(), windows.focused()]).toEqual([one, false]);
    one.close();
    expect(windows.current()).toBe(two);
    two.close();
    expect([windows.current(), windows.all()]).toEqual([undefined, []]);
  });

  it('are brought forward, out of the task bar if need be', async () => {
    const { windows } = setUp();
    const window = await windows.open();
    window.minimised = true;
    windows.bringForward();
    expect(window.done.slice(1)).toEqual(['restore', 'show', 'focus']);
    window.close();
    windows.bringForward();
    windows.bringForward(window);
    expect(window.done).toHaveLength(4);
  });
});

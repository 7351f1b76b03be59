import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  besidePlace,
  fitPlace,
  readPlace,
  type WindowPlace,
  writePlace,
} from '../../../../electron/main/window-place.ts';

const LAPTOP = { workArea: { x: 0, y: 25, width: 1440, height: 850 } };
const RIGHT = { workArea: { x: 1440, y: 0, width: 1920, height: 1080 } };

function at(x: number, y: number, width = 1000, height = 700): WindowPlace {
  return { bounds: { x, y, width, height }, maximised: false, fullScreen: false };
}

describe('fitPlace', () => {
  it('takes the default size where nothing was kept', () => {
    expect(fitPlace(undefined, [RIGHT])).toEqual({ width: 1440, height: 900 });
    expect(fitPlace(undefined, [LAPTOP])).toEqual({ width: 1440, height: 850 });
  });

  it('keeps a place on a display that is still there', () => {
    expect(fitPlace(at(1500, 40), [LAPTOP, RIGHT])).toEqual({ x: 1500, y: 40, width: 1000, height: 700 });
    expect(fitPlace(at(-400, 40), [LAPTOP])).toEqual({ x: -400, y: 40, width: 1000, height: 700 });
  });

  it.each([
    ['on a display that is gone', at(1500, 40)],
    ['with its head above the display', at(10, -200)],
    ['under the menu bar', at(10, 0)],
    ['below the display', at(10, 860)],
    ['all but out at the left', at(-950, 40)],
    ['all but out at the right', at(1400, 40)],
  ])('lets the system choose for a window that stood %s', (_, place) => {
    expect(fitPlace(place, [LAPTOP])).toEqual({ width: 1000, height: 700 });
  });

  it('shrinks to the display, and not below what can be used', () => {
    expect(fitPlace(at(10, 40, 4000, 3000), [LAPTOP])).toMatchObject({ width: 1440, height: 850 });
    expect(fitPlace(at(10, 40, 20, 20), [LAPTOP])).toMatchObject({ width: 800, height: 500 });
  });

  it('does without any display', () => {
    expect(fitPlace(at(1, 1), [])).toEqual({ width: 1000, height: 700 });
  });
});

it('puts the next window beside the last, as long as that is on a display', () => {
  expect(besidePlace(at(100, 100).bounds, [LAPTOP])).toMatchObject({ x: 128, y: 128 });
  expect(besidePlace(at(100, 840).bounds, [LAPTOP])).toEqual({ width: 1000, height: 700 });
});

describe('the file', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'hopscope-place-'));
  });
  afterEach(() => {
    rmSync(directory, { recursive: true });
  });

  it('holds what was written, for its user alone, and leaves nothing beside it', () => {
    const file = join(directory, 'window.json');
    writePlace(file, at(1, 2));
    writePlace(file, at(3, 4));
    expect(readPlace(file)).toEqual(at(3, 4));
    expect(readdirSync(directory)).toEqual(['window.json']);
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it.each([
    '',
    '{"bounds":',
    '[]',
    '{"bounds":{"x":"1","y":0,"width":1,"height":1},"maximised":false,"fullScreen":false}',
    '{"bounds":{"x":1e99,"y":0,"width":1,"height":1},"maximised":false,"fullScreen":false}',
  ])('that holds %j is as good as none', (text) => {
    const file = join(directory, 'window.json');
    writeFileSync(file, text);
    expect(readPlace(file)).toBeUndefined();
  });

  it('that is not there, or cannot be written', () => {
    expect(readPlace(join(directory, 'none'))).toBeUndefined();
    expect(() => {
      writePlace(join(directory, 'no', 'folder'), at(1, 1));
    }).toThrow('ENOENT');
  });
});

import { describe, expect, it } from 'vitest';
import {
  COLUMNS,
  DEFAULT_LAYOUT,
  fitLayout,
  gridTemplate,
  MIN_COLUMN_WIDTH,
  readColumnLayout,
  shownColumns,
  totalWidth,
} from '../../../../renderer/traffic/columns.ts';

describe('readColumnLayout', () => {
  it('keeps what fits and drops what another version or a hand left there', () => {
    const stored = {
      hidden: ['origin', 'number', 'gone', 7],
      widths: { name: 300, method: 2, size: 'wide', gone: 50 },
    };
    expect(readColumnLayout(stored)).toEqual({
      hidden: ['origin'],
      widths: { name: 300, method: MIN_COLUMN_WIDTH },
    });
  });

  it.each([null, 'x', 7])('refuses %s', (stored) => {
    expect(readColumnLayout(stored)).toBeUndefined();
  });

  it('survives a record without its parts', () => {
    expect(readColumnLayout({})).toEqual(DEFAULT_LAYOUT);
  });
});

describe('the grid', () => {
  it('leaves hidden columns out and lets one column grow until it is dragged', () => {
    const layout = { hidden: ['origin', 'size'], widths: { method: 200 } } as const;
    expect(shownColumns(layout)).toHaveLength(COLUMNS.length - 2);
    expect(gridTemplate(layout)).toContain('200px minmax(72px, 1fr)');
    expect(gridTemplate({ ...layout, widths: { name: 180 } })).not.toContain('1fr');
    expect(totalWidth(layout)).toBeLessThan(totalWidth(DEFAULT_LAYOUT));
  });
});

describe('fitLayout', () => {
  const all = totalWidth(DEFAULT_LAYOUT);

  it('changes nothing where all columns have room, or before the room is known', () => {
    expect(fitLayout(DEFAULT_LAYOUT, all)).toBe(DEFAULT_LAYOUT);
    expect(fitLayout(DEFAULT_LAYOUT, undefined)).toBe(DEFAULT_LAYOUT);
  });

  it('leaves out as few of the least needed columns as it must', () => {
    expect(fitLayout(DEFAULT_LAYOUT, all - 1).hidden).toEqual(['origin']);
    expect(fitLayout(DEFAULT_LAYOUT, all - 81).hidden).toEqual(['origin', 'era']);
    expect(fitLayout(DEFAULT_LAYOUT, 0).hidden).toEqual(['origin', 'era', 'link', 'time', 'type', 'size']);
  });

  it('keeps a column that was dragged, and all of the duration beside a detail at 1440 px', () => {
    const dragged = { hidden: [], widths: { origin: 200 } } as const;
    expect(fitLayout(dragged, all).hidden).toEqual(['era', 'link']);
    const beside = shownColumns(fitLayout(DEFAULT_LAYOUT, 820)).map(({ id }) => id);
    expect(beside).toEqual(expect.arrayContaining(['name', 'type', 'duration', 'size']));
  });
});

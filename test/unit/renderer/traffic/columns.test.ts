import { describe, expect, it } from 'vitest';
import {
  COLUMNS,
  DEFAULT_LAYOUT,
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
    expect(gridTemplate(layout)).toContain('200px minmax(110px, 1fr)');
    expect(gridTemplate({ ...layout, widths: { name: 180 } })).not.toContain('1fr');
    expect(totalWidth(layout)).toBeLessThan(totalWidth(DEFAULT_LAYOUT));
  });
});

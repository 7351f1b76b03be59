import { describe, expect, it } from 'vitest';
import { markSigns, rowFailed, rowMarks } from '../../../../renderer/traffic/row-marks.ts';
import { makeRow } from './make-row.ts';

describe('rowMarks', () => {
  it('leaves a good row unmarked', () => {
    expect(rowMarks(makeRow(1))).toEqual([]);
    expect(rowFailed(makeRow(1))).toBe(false);
  });

  it('names each fault, and one sign stands for each meaning, the worst first', () => {
    const row = makeRow(1, { status: 400, errorCode: -32_020, headerFault: true, tampered: true });
    expect(rowMarks(row).map((mark) => mark.kind)).toEqual([
      'rpc-error',
      'http-error',
      'header-fault',
      'tampered',
    ]);
    const signs = markSigns(row);
    expect(signs.map((sign) => sign.meaning)).toEqual(['fault', 'warning', 'note']);
    expect(signs[0]?.sentence).toMatch(/-32020.*status 400/);
  });

  it('takes what the user cancelled as a warning, and a failing tool as failed', () => {
    expect(rowMarks(makeRow(1, { state: 'failed', failureKind: 'cancelled' }))[0]?.meaning).toBe('warning');
    expect(rowMarks(makeRow(1, { state: 'failed', failureKind: 'cut' }))[0]?.meaning).toBe('fault');
    expect(rowFailed(makeRow(1, { isError: true }))).toBe(true);
  });
});

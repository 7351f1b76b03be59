import { describe, expect, it } from 'vitest';
import type { Row } from '../../../../shared/model/exchange.ts';
import { eraWords, markSigns, rowMarks, type RowMark } from '../../../../renderer/traffic/row-marks.ts';
import { makeRow } from './make-row.ts';

/** Its marks where nothing is muted. */
function marksOf(row: Row): RowMark[] {
  return rowMarks(row, row.findings);
}

describe('rowMarks', () => {
  it('leaves a good row unmarked', () => {
    expect(marksOf(makeRow(1))).toEqual([]);
  });

  it('names each fault, and one sign stands for each meaning, the worst first', () => {
    const row = makeRow(1, { status: 400, errorCode: -32_020, headerFault: true, tampered: true });
    expect(marksOf(row).map((mark) => mark.kind)).toEqual([
      'rpc-error',
      'http-error',
      'header-fault',
      'tampered',
    ]);
    const signs = markSigns(row, row.findings);
    expect(signs.map((sign) => sign.meaning)).toEqual(['fault', 'warning', 'note']);
    expect(signs[0]?.sentence).toMatch(/-32020.*status 400/);
  });

  it('weighs findings by the worst of them', () => {
    const [mark] = marksOf(
      makeRow(1, { findings: { count: 2, worst: 'warning', rules: { 'stdio.stray-output': 2 } } }),
    );
    expect(mark).toMatchObject({ kind: 'finding', meaning: 'warning' });
    expect(mark?.sentence).toMatch(/^2 findings, the worst of severity warning/);
  });

  it('leaves out findings that are muted', () => {
    const row = makeRow(1, { findings: { count: 2, worst: 'error', rules: { 'a.b': 2 } } });
    expect(rowMarks(row, undefined)).toEqual([]);
    expect(rowMarks(row, { count: 1, worst: 'note', rules: { 'a.b': 1 } })[0]?.sentence).toMatch(
      /^1 finding,/,
    );
  });

  it('notes what a gateway did on purpose', () => {
    const [mark] = marksOf(makeRow(1, { gateway: { id: 'front', faults: ['delay', 'cut'] } }));
    expect(mark).toMatchObject({ kind: 'injected', meaning: 'note' });
    expect(mark?.sentence).toContain('delay, cut');
    expect(marksOf(makeRow(1, { gateway: { id: 'front' } }))).toEqual([]);
  });

  it('does not say of a server what the gateway answered by itself', () => {
    const sentence = (change: Parameters<typeof makeRow>[1]): string | undefined =>
      marksOf(makeRow(1, { status: 503, ...change }))[0]?.sentence;
    expect(sentence({ instanceId: '', gateway: { id: 'g' } })).toMatch(/^The gateway itself answered/);
    expect(sentence({ gateway: { id: 'g', faults: ['status'] } })).toMatch(/^The gateway itself answered/);
    expect(sentence({ gateway: { id: 'g' } })).toMatch(/^The server answered/);
  });

  it('takes what the user cancelled as a warning', () => {
    expect(marksOf(makeRow(1, { state: 'failed', failureKind: 'cancelled' }))[0]?.meaning).toBe('warning');
    expect(marksOf(makeRow(1, { state: 'failed', failureKind: 'cut' }))[0]?.meaning).toBe('fault');
  });
});

describe('eraWords', () => {
  it('names the transport where it is not the usual one', () => {
    expect(eraWords({ era: 'modern', transport: 'http' })).toBe('modern');
    expect(eraWords({ era: 'legacy' })).toBe('legacy');
    expect(eraWords({ era: 'legacy', transport: 'sse' })).toBe('legacy sse');
  });
});

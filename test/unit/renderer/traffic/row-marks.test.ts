import { describe, expect, it } from 'vitest';
import { eraWords, markSigns, rowMarks } from '../../../../renderer/traffic/row-marks.ts';
import { makeRow } from './make-row.ts';

describe('rowMarks', () => {
  it('leaves a good row unmarked', () => {
    expect(rowMarks(makeRow(1))).toEqual([]);
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

  it('weighs findings by the worst of them', () => {
    const [mark] = rowMarks(
      makeRow(1, { findings: { count: 2, worst: 'warning', rules: { 'stdio.stray-output': 2 } } }),
    );
    expect(mark).toMatchObject({ kind: 'finding', meaning: 'warning' });
    expect(mark?.sentence).toMatch(/^2 findings, the worst of severity warning/);
  });

  it('notes what a gateway did on purpose', () => {
    const [mark] = rowMarks(makeRow(1, { gateway: { id: 'front', faults: ['delay', 'cut'] } }));
    expect(mark).toMatchObject({ kind: 'injected', meaning: 'note' });
    expect(mark?.sentence).toContain('delay, cut');
    expect(rowMarks(makeRow(1, { gateway: { id: 'front' } }))).toEqual([]);
  });

  it('does not say of a server what the gateway answered by itself', () => {
    const sentence = (change: Parameters<typeof makeRow>[1]): string | undefined =>
      rowMarks(makeRow(1, { status: 503, ...change }))[0]?.sentence;
    expect(sentence({ instanceId: '', gateway: { id: 'g' } })).toMatch(/^The gateway itself answered/);
    expect(sentence({ gateway: { id: 'g', faults: ['status'] } })).toMatch(/^The gateway itself answered/);
    expect(sentence({ gateway: { id: 'g' } })).toMatch(/^The server answered/);
  });

  it('takes what the user cancelled as a warning', () => {
    expect(rowMarks(makeRow(1, { state: 'failed', failureKind: 'cancelled' }))[0]?.meaning).toBe('warning');
    expect(rowMarks(makeRow(1, { state: 'failed', failureKind: 'cut' }))[0]?.meaning).toBe('fault');
  });
});

describe('eraWords', () => {
  it('names the transport where it is not the usual one', () => {
    expect(eraWords({ era: 'modern', transport: 'http' })).toBe('modern');
    expect(eraWords({ era: 'legacy' })).toBe('legacy');
    expect(eraWords({ era: 'legacy', transport: 'sse' })).toBe('legacy sse');
  });
});

import { describe, expect, it, vi } from 'vitest';
import type { ExchangeRecorder, ExchangeStart, Recording } from '../../../../../engine/capture/recorder.ts';
import { ExchangeRecord } from '../../../../../engine/gateway/record/exchange-record.ts';
import { createRecordQueue } from '../../../../../engine/record-queue.ts';

function setUp(recording?: () => Recording | undefined) {
  const told: string[] = [];
  const recorder = {
    number: 7,
    row: () => ({}),
    requestBytes: (bytes: Uint8Array) => told.push(`request ${Buffer.from(bytes).toString()}`),
    responseHead: () => told.push('head'),
    finding: () => told.push('finding'),
    gatewayEnd: () => told.push('gateway'),
    end: () => told.push('end'),
  } as unknown as ExchangeRecorder;
  const onBug = vi.fn();
  const begin = (): ExchangeRecorder => {
    told.push('begin');
    return recorder;
  };
  const record = new ExchangeRecord({
    queue: createRecordQueue((go) => {
      go();
    }),
    recording: recording ?? (() => ({ captureId: 'c', begin })),
    start: () => ({}) as ExchangeStart,
    ending: () => ({
      gateway: { faults: [] },
      findings: [{ rule: 'r', severity: 'note', side: 'none', message: '' }],
    }),
    onBug,
  });
  return { told, record, onBug };
}

describe('ExchangeRecord', () => {
  it('holds back what is sent before it begins, and ends when both halves are over', () => {
    const { told, record } = setUp();
    record.requestBytes(Buffer.from('one'), 1);
    expect(told).toEqual([]);
    record.begin();
    record.begin();
    record.requestBytes(Buffer.from('two'), 2);
    record.end({ timing: {} });
    expect(told).toEqual(['begin', 'request one', 'request two']);
    record.clientOver();
    record.clientOver();
    expect(told.slice(3)).toEqual(['finding', 'gateway', 'end']);
    expect(record.number).toBe(7);
  });

  it('begins with the answer at the latest', () => {
    const { told, record } = setUp();
    record.responseHead({ status: 200, statusText: '', httpVersion: '1.1', headers: [] }, 0);
    expect(told).toEqual(['begin', 'head']);
  });

  it('a recording that fails harms nothing', () => {
    const { record, onBug } = setUp(() => {
      throw new Error('no');
    });
    record.begin();
    record.end({ timing: {} });
    record.clientOver();
    expect(onBug).toHaveBeenCalledOnce();
    expect(record.number).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { answerText } from '../../../../renderer/ui/answer-text.ts';
import type { ExchangeDetail } from '../../../../shared/model/exchange.ts';

function detailWith(type: string, text: string | undefined): ExchangeDetail {
  const body = { bytes: 9, truncated: false, ...(text !== undefined && { text }) };
  const row = {
    number: 1,
    startedAt: 0,
    origin: 'composer',
    instanceId: 'a',
    instanceName: 'a',
    era: 'modern',
    method: 'm',
    name: '',
    state: 'done',
    requestBytes: 0,
    responseBytes: 0,
    eventCount: 0,
  } as const;
  return {
    ref: { captureId: 'c', number: 1 },
    row,
    url: '',
    request: { httpMethod: 'POST', target: '/', headers: [], body },
    response: { status: 200, statusText: '', httpVersion: '1.1', headers: [['Content-Type', type]], body },
    timing: {},
    routing: [],
    origins: [],
  };
}

describe('answerText', () => {
  it('is the JSON body, or the answer among the events of a stream', () => {
    expect(answerText(detailWith('application/json', '{"result":1}'))).toBe('{"result":1}');
    const stream =
      ': hi\n\ndata: {"method":"notifications/progress"}\r\n\r\nevent: message\ndata: {"jsonrpc":"2.0",\ndata: "result":{}}\n\n';
    expect(answerText(detailWith('text/event-stream; charset=utf-8', stream))).toBe(
      '{"jsonrpc":"2.0",\n"result":{}}',
    );
  });

  it('is nothing where nothing came that can be read', () => {
    expect(answerText(detailWith('application/json', undefined))).toBeUndefined();
    expect(answerText(detailWith('application/json', ' '))).toBeUndefined();
  });

  it('is the answering line of a process that also wrote notifications', () => {
    const lines =
      '{"method":"notifications/progress","params":{}}\n{"id":1,"result":{}}\n{"method":"notifications/message"}\n';
    const detail = detailWith('', lines);
    const row = { ...detail.row, transport: 'stdio' as const };
    expect(answerText({ ...detail, row })).toBe('{"id":1,"result":{}}');
    expect(answerText({ ...detail, channel: 3 })).toBe('{"id":1,"result":{}}');
  });
});

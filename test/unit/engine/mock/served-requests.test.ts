import { describe, expect, it } from 'vitest';
import type { RecordedRequest } from '../../../../engine/mock/recorded-request.ts';
import { instanceNames, servedRequests } from '../../../../engine/mock/served-requests.ts';
import { recorded } from '../../../support/mock/recorded.ts';

const PLAIN = { faults: false };
const call = (number: number, part: Partial<RecordedRequest> = {}): RecordedRequest =>
  recorded(number, { name: 'echo' }, part);
const numbers = (requests: readonly RecordedRequest[], choice = PLAIN): number[] =>
  servedRequests(requests, choice).requests.map(({ number }) => number);

describe('what of a recording is served', () => {
  it('is what the server answered, without what a gateway sent twice and what replays sent', () => {
    const all = [
      call(1),
      call(2, { duplicate: true }),
      call(3, { isReplay: true }),
      call(4, { answer: 'stream' }),
    ];
    expect(servedRequests(all, PLAIN)).toEqual({
      requests: [all[0], all[3]],
      notes: ['1 request of replays is left out.'],
    });
  });

  it('is a replay where there is nothing else', () => {
    expect(numbers([call(1, { isReplay: true }), call(2, { isReplay: true })])).toEqual([1, 2]);
  });

  it('has answers that broke off only where faults are wanted', () => {
    const all = [
      call(1, { broke: true, answer: 'none' }),
      call(2, { broke: true, answer: 'http', status: 502 }),
      call(3, { injected: true, answer: 'http', status: 503 }),
      call(4, { answer: 'none' }),
      call(5),
    ];
    expect(numbers(all)).toEqual([5]);
    expect(servedRequests(all, PLAIN).notes).toEqual([
      '2 requests without a whole answer are left out; as broken as recorded (--faults), each is served as far as it came.',
    ]);
    expect(numbers(all, { faults: true })).toEqual([1, 2, 3, 5]);
    expect(servedRequests(all, { faults: true }).notes).toEqual([]);
  });

  it('has none of the refusals that the mock makes itself: of headers, of sessions', () => {
    expect(
      numbers([
        call(1, { errorCode: -32_020, answer: 'message', status: 400 }),
        call(2, { era: 'legacy', inSession: true, answer: 'http', status: 404 }),
        call(3, { era: 'legacy', answer: 'http', status: 404 }),
        call(4, { errorCode: -32_602, answer: 'message' }),
      ]),
    ).toEqual([3, 4]);
  });

  it('has no attempt at Streamable HTTP where the server speaks HTTP+SSE', () => {
    const refused = { era: 'legacy', answer: 'http', status: 405 } as const;
    const all = [
      call(1, refused),
      call(2, { transport: 'sse', era: 'legacy' }),
      call(3, { ...refused, instanceName: 'beta' }),
      call(4, { transport: 'sse', era: 'legacy', answer: 'http', status: 400 }),
    ];
    expect(numbers(all)).toEqual([2, 3, 4]);
  });

  it('is one instance’s, or that of several as of one server, which is told', () => {
    const all = [call(1), call(2, { instanceName: 'beta' }), call(3)];
    expect(instanceNames(all)).toEqual(['alpha', 'beta']);
    expect(servedRequests(all, PLAIN).notes[0]).toContain('alpha, beta');
    expect(servedRequests(all, { ...PLAIN, instance: 'beta' })).toEqual({ requests: [all[1]], notes: [] });
  });

  it('says over what it was recorded', () => {
    const over = (transport: 'stdio' | 'sse') => servedRequests([call(1, { transport })], PLAIN).notes;
    expect(over('stdio')).toEqual(['What was recorded on stdio is served over Streamable HTTP.']);
    expect(over('sse')).toEqual(['What was recorded over HTTP+SSE is served over Streamable HTTP.']);
  });
});

import { describe, expect, it } from 'vitest';
import { ChannelQuestions, type RecordedReply } from '../../../../engine/mock/channel-questions.ts';
import { recorded } from '../../../support/mock/recorded.ts';

const request = (number: number, startedAt: number, endedAt?: number, channel = 1) =>
  recorded(number, {}, { channel, startedAt, ...(endedAt !== undefined && { endedAt }) });
const reply = (id: string | number, at: number, channel?: number): RecordedReply => ({
  id,
  at,
  ...(channel !== undefined && { channel }),
});

describe('what a server asks on a channel that all share', () => {
  it('belongs to the request that waited then', () => {
    const { ownerOf } = new ChannelQuestions([request(2, 100, 200), request(3, 300, 400)], []);
    expect(ownerOf(1, 7, 150)).toBe(2);
    expect(ownerOf(1, 7, 300)).toBe(3);
    expect(ownerOf(1, 7, 250)).toBeUndefined();
    expect(ownerOf(9, 7, 150)).toBeUndefined();
  });

  it('belongs to one of several that overlap: to that which ends first once the client has replied', () => {
    const requests = [request(2, 100, 900), request(3, 110, 160), request(4, 120, 500), request(5, 130)];
    const { ownerOf } = new ChannelQuestions(requests, [reply(7, 400), reply(8, 140)]);
    // 3 was answered before anybody had replied to 7.
    expect(ownerOf(1, 7, 150)).toBe(4);
    expect(ownerOf(1, 8, 135)).toBe(3);
  });

  it('does not belong to one that ended in the ms in which the client replied, where another waited on', () => {
    const requests = [request(2, 100, 400.7), request(3, 110, 405)];
    const { ownerOf } = new ChannelQuestions(requests, [reply(7, 400)]);
    expect(ownerOf(1, 7, 150)).toBe(3);
    // Alone it waited, however quickly it was answered.
    expect(new ChannelQuestions(requests.slice(0, 1), [reply(7, 400)]).ownerOf(1, 7, 150)).toBe(2);
  });

  it('knows a reply by its id and its channel, as it comes after the question', () => {
    const requests = [request(2, 100, 900), request(3, 110, 300), request(4, 100, 900, 6)];
    const { ownerOf } = new ChannelQuestions(requests, [
      reply(7, 120),
      reply('7', 500),
      reply(7, 510, 6),
      reply(7, 600, 1),
    ]);
    expect(ownerOf(1, 7, 115)).toBe(3);
    expect(ownerOf(1, 7, 130)).toBe(2);
    expect(ownerOf(6, 7, 130)).toBe(4);
  });

  it('belongs to what waited also where the client never replied, or replied later than anything was answered', () => {
    const requests = [request(2, 100, 200), request(3, 110, 180)];
    expect(new ChannelQuestions(requests, []).ownerOf(1, 7, 150)).toBe(3);
    expect(new ChannelQuestions(requests, [reply(7, 999)]).ownerOf(1, 7, 150)).toBe(3);
    expect(new ChannelQuestions([request(2, 100)], []).ownerOf(1, 7, 150)).toBe(2);
  });

  it('takes it that a start is told to the ms, and its reply comes before the answer', () => {
    const { ownerOf } = new ChannelQuestions([request(2, 101, 200)], []);
    expect(ownerOf(1, 7, 99.6)).toBe(2);
    expect(ownerOf(1, 7, 98)).toBeUndefined();
    const requests = [request(2, 100, 199.2), request(3, 100, 201)];
    expect(new ChannelQuestions(requests, [reply(7, 200)]).ownerOf(1, 7, 150)).toBe(3);
  });

  it('belongs to no stream', () => {
    const stream = recorded(2, {}, { kind: 'stream', channel: 1, startedAt: 0 });
    expect(new ChannelQuestions([stream], []).ownerOf(1, 7, 150)).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import {
  announcesBody,
  answerHeaders,
  requestHeaders,
} from '../../../../../engine/gateway/forward/forward-headers.ts';

const onward = { host: 'server:1', origin: 'http://server:1', own: [] };

describe('requestHeaders', () => {
  it('keeps order, case and number, and rewrites Host in its place', () => {
    expect(
      requestHeaders(
        [
          ['X-a', '1'],
          ['hOST', 'gateway'],
          ['x-A', '2'],
        ],
        onward,
      ),
    ).toEqual([
      ['X-a', '1'],
      ['hOST', 'server:1'],
      ['x-A', '2'],
    ]);
  });

  it('adds a Host where there is none', () => {
    expect(requestHeaders([['A', '1']], onward)).toEqual([
      ['Host', 'server:1'],
      ['A', '1'],
    ]);
  });

  it('rewrites Origin in its place, since the gateway has decided who may come in', () => {
    const page = [
      ['orIGIN', 'https://app.example'],
      ['A', '1'],
      ['Host', 'gateway'],
    ] as const;
    expect(requestHeaders(page, onward)).toEqual([
      ['orIGIN', 'http://server:1'],
      ['A', '1'],
      ['Host', 'server:1'],
    ]);
    const own = { ...onward, own: [['Origin', 'https://known.example']] as const };
    expect(requestHeaders(page, own)[0]).toEqual(['orIGIN', 'https://known.example']);
  });

  it('takes away what belongs to the connection, and what Connection names', () => {
    const kept = requestHeaders(
      [
        ['Connection', 'keep-alive, X-Hop'],
        ['connection', 'x-other'],
        ['x-hop', '1'],
        ['X-Other', '1'],
        ['Keep-Alive', 'timeout=5'],
        ['TE', 'trailers'],
        ['Trailer', 'X-Sum'],
        ['Upgrade', 'h2c'],
        ['Proxy-Authorization', 'x'],
        ['Proxy-Connection', 'close'],
        ['Authorization', 'stays'],
      ],
      onward,
    );
    expect(kept).toEqual([
      ['Host', 'server:1'],
      ['Authorization', 'stays'],
    ]);
  });

  it('lets Connection take nothing away that the message needs', () => {
    const kept = requestHeaders(
      [
        ['Host', 'x'],
        ['Content-Length', '2'],
        ['Content-Type', 'application/json'],
        ['Connection', 'host, content-length, content-type'],
      ],
      onward,
    );
    expect(kept.map(([name]) => name)).toEqual(['Host', 'Content-Length', 'Content-Type']);
  });

  it('leaves chunks chunks, in their place', () => {
    expect(
      requestHeaders(
        [
          ['Host', 'x'],
          ['transfer-ENCODING', 'chunked'],
          ['A', '1'],
        ],
        onward,
      )[1],
    ).toEqual(['transfer-ENCODING', 'chunked']);
  });

  it('adds the instance’s own where the client sends none of that name', () => {
    const own = [
      ['Authorization', 'own'],
      ['Host', 'own.example'],
      ['X-New', '1'],
    ] as const;
    expect(
      requestHeaders(
        [
          ['Host', 'x'],
          ['authorization', 'client'],
        ],
        { host: 'server:1', origin: 'http://server:1', own },
      ),
    ).toEqual([
      ['Host', 'own.example'],
      ['authorization', 'client'],
      ['X-New', '1'],
    ]);
  });
});

describe('answerHeaders', () => {
  const chunked = [
    ['Transfer-Encoding', 'chunked'],
    ['A', '1'],
  ] as const;

  it('keeps chunks for HTTP/1.1 only, and never beside a length', () => {
    expect(answerHeaders(chunked, '1.1')).toEqual(chunked);
    expect(answerHeaders(chunked, '1.0')).toEqual([['A', '1']]);
    expect(answerHeaders([...chunked, ['Content-Length', '1']], '1.1')).toEqual([
      ['A', '1'],
      ['Content-Length', '1'],
    ]);
  });
});

describe('announcesBody', () => {
  it.each([
    [[], false],
    [[['Content-Length', '0']], false],
    [[['content-length', '2']], true],
    [[['TRANSFER-encoding', 'chunked']], true],
    [[['Content-Type', 'text/plain']], false],
  ] as const)('%j: %s', (headers, expected) => {
    expect(announcesBody(headers)).toBe(expected);
  });
});

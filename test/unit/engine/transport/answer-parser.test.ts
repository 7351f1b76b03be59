import { describe, expect, it } from 'vitest';
import { AnswerFault } from '../../../../engine/transport/answer-head.ts';
import { AnswerParser } from '../../../../engine/transport/answer-parser.ts';

interface Heard {
  readonly said: string[];
  body: string;
  readonly reusable: boolean;
  readonly fault: string | undefined;
  /** Whether the end of the connection was a proper end. */
  readonly endedWell: boolean;
}

/** The same answer in one piece and byte by byte must be the same answer. */
function read(
  text: string,
  options: { readonly httpMethod?: string; readonly maxHeaderBytes?: number } = {},
): Heard {
  const whole = readIn(text, text.length, options);
  for (const size of [1, 2, 7]) expect({ size, ...readIn(text, size, options) }).toEqual({ size, ...whole });
  return whole;
}

function readIn(
  text: string,
  size: number,
  options: { readonly httpMethod?: string; readonly maxHeaderBytes?: number },
): Heard {
  const said: string[] = [];
  let body = '';
  const parser = new AnswerParser(
    {
      head: ({ status, statusText, httpVersion, headers }) => {
        said.push(`${httpVersion} ${String(status)} ${statusText} ${JSON.stringify(headers)}`);
      },
      bytes: (bytes) => {
        body += Buffer.from(bytes).toString('latin1');
      },
      end: (trailers) => {
        said.push(`end ${JSON.stringify(trailers)}`);
      },
    },
    { httpMethod: 'POST', maxHeaderBytes: 1_000, ...options },
  );
  const bytes = Buffer.from(text, 'latin1');
  try {
    for (let at = 0; at < bytes.length; at += size) parser.push(bytes.subarray(at, at + size));
  } catch (error) {
    if (!(error instanceof AnswerFault)) throw error;
    return {
      said,
      body,
      reusable: parser.reusable,
      fault: `${error.code}: ${error.reason}`,
      endedWell: false,
    };
  }
  const { reusable } = parser;
  return { said, body, reusable, fault: undefined, endedWell: parser.closed() };
}

const LENGTH = 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello';
const CHUNKED = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n';

describe('AnswerParser', () => {
  it('reads a body with a length, and headers in their order, case and number', () => {
    const heard = read(
      'HTTP/1.1 200 Fine so\r\nX-b:  two \t\r\nContent-Length: 5\r\nx-B:\r\nX-é: ÿ\r\n\r\nhello'.replace(
        'X-é',
        'X-e',
      ),
    );
    expect(heard.said).toEqual([
      '1.1 200 Fine so [["X-b","two"],["Content-Length","5"],["x-B",""],["X-e","ÿ"]]',
      'end []',
    ]);
    expect(heard).toMatchObject({ body: 'hello', reusable: true, fault: undefined });
  });

  it('reads chunks with extensions and trailers', () => {
    const heard = read(`${CHUNKED}5;a="b"\r\nhello\r\n00A\r\n0123456789\r\n0\r\nX-Sum: 1\r\nY: 2\r\n\r\n`);
    expect(heard.said.at(-1)).toBe('end [["X-Sum","1"],["Y","2"]]');
    expect(heard).toMatchObject({ body: 'hello0123456789', reusable: true });
    expect(read(`${CHUNKED}0\r\n\r\n`)).toMatchObject({ body: '', reusable: true });
  });

  it('reads to the end of the connection where nothing else says where the end is', () => {
    for (const headers of ['', 'Transfer-Encoding: chunked, gzip\r\n']) {
      const heard = read(`HTTP/1.1 200 OK\r\n${headers}\r\nhello`);
      expect(heard).toMatchObject({ body: 'hello', reusable: false, endedWell: true });
      expect(heard.said).toHaveLength(2);
    }
  });

  it.each([
    ['with a length', 'HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nhello'],
    ['in a chunk', `${CHUNKED}6\r\nhello`],
    ['before the last chunk', `${CHUNKED}5\r\nhello\r\n`],
    ['in the head', 'HTTP/1.1 200 OK\r\nContent-'],
    ['without a word', ''],
  ])('knows that a connection that closes %s was cut', (_name, text) => {
    const heard = read(text);
    expect(heard.endedWell).toBe(false);
    expect(heard.said.some((each) => each.startsWith('end'))).toBe(false);
  });

  it.each([
    ['204', 'HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n', 'POST'],
    ['304', 'HTTP/1.1 304 Not Modified\r\nTransfer-Encoding: chunked\r\n\r\n', 'GET'],
    ['HEAD', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n', 'HEAD'],
    ['a length of 0', 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n', 'POST'],
  ])('waits for no body after %s', (_name, text, httpMethod) => {
    const heard = read(text, { httpMethod });
    expect(heard).toMatchObject({ body: '', reusable: true });
    expect(heard.said).toHaveLength(2);
  });

  it('passes over interim answers and empty lines in front, but not over 101', () => {
    const heard = read(`\r\n\r\nHTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nLink: x\r\n\r\n${LENGTH}`);
    expect(heard.said).toEqual(['1.1 200 OK [["Content-Length","5"]]', 'end []']);
    expect(read('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n').said[0]).toContain('1.1 101');
  });

  it.each([
    ['asks for it', 'HTTP/1.1 200 OK\r\nConnection: x, Close\r\nContent-Length: 5\r\n\r\nhello'],
    ['is of HTTP/1.0', 'HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello'],
    ['is followed by more than was asked for', `${LENGTH}HTTP/1.1 200`],
  ])('lets a connection go whose answer %s', (_name, text) => {
    expect(read(text)).toMatchObject({ body: 'hello', reusable: false, fault: undefined });
  });

  it.each([
    ['SSH-2.0-OpenSSH', 'HPE_INVALID_CONSTANT'],
    ['HTTP/2.0 200 OK\r\n\r\n', 'HPE_INVALID_VERSION'],
    ['HTTP/1.1 20 OK\r\n\r\n', 'HPE_INVALID_STATUS'],
    ['HTTP/1.1 200 OK\nX: 1\n\n', 'HPE_CR_EXPECTED'],
    ['HTTP/1.1 200 OK\r\nX : 1\r\n\r\n', 'HPE_INVALID_HEADER_TOKEN'],
    ['HTTP/1.1 200 OK\r\nX: 1\r\n folded\r\n\r\n', 'HPE_INVALID_HEADER_TOKEN'],
    ['HTTP/1.1 200 OK\r\nnothing\r\n\r\n', 'HPE_INVALID_HEADER_TOKEN'],
    ['HTTP/1.1 200 OK\r\nX: a\u0000b\r\n\r\n', 'HPE_INVALID_HEADER_TOKEN'],
    ['HTTP/1.1 200 OK\r\nContent-Length: +5\r\n\r\n', 'HPE_INVALID_CONTENT_LENGTH'],
    ['HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n', 'HPE_INVALID_CONTENT_LENGTH'],
    ['HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\n', 'HPE_UNEXPECTED_CONTENT_LENGTH'],
    [
      'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n',
      'HPE_INVALID_TRANSFER_ENCODING',
    ],
    [`${CHUNKED}x\r\n`, 'HPE_INVALID_CHUNK_SIZE'],
    [`${CHUNKED}\r\n`, 'HPE_INVALID_CHUNK_SIZE'],
    [`${CHUNKED}5 \r\nhello\r\n`, 'HPE_INVALID_CHUNK_SIZE'],
    [`${CHUNKED}5\nhello\r\n`, 'HPE_INVALID_CHUNK_SIZE'],
    [`${CHUNKED}ffffffffffffffff\r\n`, 'HPE_INVALID_CHUNK_SIZE'],
    [`${CHUNKED}5\r\nhelloX`, 'HPE_STRICT'],
    [`${CHUNKED}5;${'e'.repeat(17_000)}`, 'HPE_CHUNK_EXTENSIONS_OVERFLOW'],
    [`${CHUNKED}0\r\nX: ${'t'.repeat(2_000)}`, 'HPE_HEADER_OVERFLOW'],
    [`HTTP/1.1 200 OK\r\nX: ${'h'.repeat(2_000)}`, 'HPE_HEADER_OVERFLOW'],
    [`HTTP/1.1 200 OK\r\nX: ${'h'.repeat(2_000)}\r\n\r\n`, 'HPE_HEADER_OVERFLOW'],
  ])('finds fault with %j', (text, code) => {
    const heard = read(text);
    expect(heard.fault).toMatch(new RegExp(`^${code}: `));
    expect(heard.said.some((each) => each.startsWith('end'))).toBe(false);
  });

  it('says nothing of a body before its head is known to be right', () => {
    expect(read('HTTP/1.1 200 OK\r\nContent-Length: 5\r\nBad Name: x\r\n\r\nhello')).toMatchObject({
      said: [],
      body: '',
    });
  });
});

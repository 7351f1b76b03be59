import { describe, expect, it } from 'vitest';
import { redactText, redactTexts } from '../../../../support/redact-text.ts';

function json(value: unknown): string {
  return JSON.stringify(value);
}

function redactJson(value: unknown): unknown {
  return JSON.parse(redactText(json(value)));
}

describe('JSON', () => {
  it('puts a placeholder of the same length where a name tells a secret', () => {
    expect(redactJson({ apiKey: 'abcdefgh12345678', region: 'eu' })).toEqual({
      apiKey: 'redacted-key-1-x',
      region: 'eu',
    });
  });

  it('replaces a long secret wherever else it stands, and a short one only where it stands alone', () => {
    const value = {
      password: 'hunter2!',
      note: 'it is hunter2!',
      otp: '1234',
      code: '1234',
      text: 'of 1234',
    };
    expect(redactJson(value)).toEqual({
      password: '~1~~~~~~',
      note: 'it is ~1~~~~~~',
      otp: '1001',
      code: '1234',
      text: 'of 1234',
    });
  });

  it('leaves a word that is a password its other meanings', () => {
    const value = { password: 'password', type: 'password' };
    expect(redactJson(value)).toEqual({ password: '~1~~~~~~', type: 'password' });
  });

  it('makes a number of a number, as text and as such', () => {
    expect(redactJson({ otp: 481516, list: ['481516'], total: 4815160 })).toEqual({
      otp: 100001,
      list: ['100001'],
      total: 4815160,
    });
  });

  it('finds the same secret however it is escaped, and says the same of it', () => {
    const text =
      '{"password":"p\\u00e4ss\\/wort1","a":"päss/wort1","b":"{\\"c\\":\\"p\\\\u00e4ss/wort1\\"}","d":1}';
    const redacted = redactText(text);
    expect(Buffer.byteLength(redacted)).toBe(Buffer.byteLength(text));
    const { password, a, b } = JSON.parse(redacted) as Record<string, string>;
    expect(a).toBe('redacted-1-');
    expect(password).toBe(a);
    expect(JSON.parse(b ?? '')).toEqual({ c: a });
  });

  it('knows pairs of name and value, lists, and a scheme within JSON', () => {
    const value = {
      env: [{ name: 'API_KEY', value: 'abcd' }],
      tokens: ['t0ken-abcdef-123', 'word'],
      headers: { Authorization: 'Bearer abcdef123' },
    };
    expect(redactJson(value)).toEqual({
      env: [{ name: 'API_KEY', value: '~1~~' }],
      tokens: ['redacted-token-2', 'word'],
      headers: { Authorization: 'Bearer ~3~~~~~~~' },
    });
  });

  it('leaves schemas, cursors, states and tokens of progress as they are', () => {
    const state = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl';
    const value = {
      tools: [
        {
          inputSchema: {
            properties: { password: { type: 'string' }, token: { enum: ['a'] } },
            required: ['password', 'token'],
            dependentRequired: { password: ['token'] },
          },
        },
      ],
      requestState: state,
      nextCursor: state,
      _meta: { progressToken: 'abcdef123456' },
      max_tokens: 4000,
      token_type: 'Bearer',
    };
    expect(redactJson(value)).toEqual(value);
  });

  it('replaces a known secret verbatim in a state, too', () => {
    const value = { requestState: 'v1:k-abcdef123456:9', apiKey: 'k-abcdef123456' };
    expect(redactJson(value)).toEqual({ requestState: 'v1:redacted-key-1:9', apiKey: 'redacted-key-1' });
  });

  it('goes into a file that is a text, and not into one that is none', () => {
    const text = Buffer.from('db password=hunter2abc, fine').toString('base64');
    const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72]).toString(
      'base64',
    );
    const redacted = redactJson({ contents: [{ blob: text }, { data: picture }] });
    const { contents } = redacted as { contents: { blob: string; data: string }[] };
    expect(Buffer.from(contents[0]?.blob ?? '', 'base64').toString()).toBe('db password=redacted-1, fine');
    expect(contents[1]?.data).toBe(picture);
  });

  it('finds what is named in JSON that breaks off', () => {
    expect(redactText('{"a":{"secret":"abc","password":"hun')).toBe('{"a":{"secret":"~1~","password":"~2~');
  });

  it('reads several texts in a row, and lines among which some are JSON', () => {
    const lines = '{"secret":"one-1"}\n{"secret":"two-2"}\n';
    expect(redactText(lines)).toBe('{"secret":"~1~~~"}\n{"secret":"~2~~~"}\n');
    expect(redactText(`starting\n${lines}`, 'lines')).toBe(
      'starting\n{"secret":"~1~~~"}\n{"secret":"~2~~~"}\n',
    );
  });
});

describe('other texts', () => {
  it('redacts the lines of a head by the names of its headers', () => {
    const head = [
      'POST /mcp?api_key=abc12345XYZ&x=1 HTTP/1.1',
      'Authorization: Bearer abc.def-123',
      'Proxy-Authorization: Basic dXNlcjpwYXNzd29yZDE=',
      'Cookie: sid=s3cr3tvalue123; theme=dark',
      'X-Api-Key: k-1234',
      'Mcp-Session-Id: 0123456789abcdef',
      `Mcp-Param-Token: =?base64?${Buffer.from('gehéim99 x').toString('base64')}?=`,
      'WWW-Authenticate: Bearer realm="x"',
      '',
      '',
    ].join('\r\n');
    expect(redactText(head, 'heads').split('\r\n')).toEqual([
      'POST /mcp?api_key=redacted-1-&x=1 HTTP/1.1',
      'Authorization: Bearer redacted-2-',
      'Proxy-Authorization: Basic redacted-basic-3-xxx',
      'Cookie: sid=redacted-5-xxx; theme=~6~~',
      'X-Api-Key: ~7~~~~',
      'Mcp-Session-Id: 0123456789abcdef',
      `Mcp-Param-Token: =?base64?${Buffer.from('redacted-8-').toString('base64')}?=`,
      'WWW-Authenticate: Bearer realm="x"',
      '',
      '',
    ]);
  });

  it('goes into the data of events, over several lines of them, too', () => {
    const stream =
      ': hello\nevent: message\ndata: {"secret":\ndata: "abc-1"}\n\nid: abcdef-77\ndata: {"token":"abcdef-77"}\n\n';
    expect(redactText(stream, 'event-stream')).toBe(
      ': hello\nevent: message\ndata: {"secret":\ndata: "~1~~~"}\n\nid: ~2~~~~~~~\ndata: {"token":"~2~~~~~~~"}\n\n',
    );
  });

  it('reads a form, and fills up what percent signs took', () => {
    const form = 'grant_type=authorization_code&code=SplxlOBeZQQYbYS6WxSbIA&client_secret=7Fjfp0%2Fa%2B';
    const redacted = redactText(form, 'form');
    expect(redacted).toHaveLength(form.length);
    expect(Object.fromEntries(new URLSearchParams(redacted))).toEqual({
      grant_type: 'authorization_code',
      code: 'redacted-code-1-xxxxxx',
      client_secret: '~2~~~~~~~',
    });
  });

  it('finds the forms of well-known services, and logins in addresses', () => {
    const text =
      'use ghp_abcdefghijklmnopqrst0123456789 at https://me:geheim99@host/x or Bearer abcdefghijkl12345678';
    expect(redactText(text, 'text')).toBe(
      'use redacted-token-2-xxxxxxxxxxxxxxxxx at https://me:~1~~~~~~@host/x or Bearer redacted-bearer-3-xx',
    );
  });

  it('hides a private key between its two lines', () => {
    const line = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC';
    const text = json({ file: `-----BEGIN PRIVATE KEY-----\n${line}\n${line}\n-----END PRIVATE KEY-----\n` });
    const { file } = JSON.parse(redactText(text)) as { file: string };
    expect(file).toMatch(/^-----BEGIN PRIVATE KEY-----\nredacted-pem-1-x+\n-----END PRIVATE KEY-----\n$/);
  });
});

describe('rules of the user', () => {
  const value = {
    params: { arguments: { iban: 'DE89 3704 0044', list: ['one', { two: 'three' }] }, secret: 'abc' },
  };

  it('finds by name, by path with * and what lies below', () => {
    const rules = { keys: ['IBAN'], paths: ['/params/*/list'] };
    expect(JSON.parse(redactText(json(value), 'json', rules))).toEqual({
      params: { arguments: { iban: 'redacted-1-xxx', list: ['~2~', { two: '~3~~~' }] }, secret: '~4~' },
    });
  });

  it('counts elements from 0', () => {
    const list = { list: ['a-1', 'b-1', { c: ['d-1', 'e-1'] }] };
    expect(JSON.parse(redactText(json(list), 'json', { paths: ['/list/1', '/list/2/c/0'] }))).toEqual({
      list: ['a-1', '~1~', { c: ['~2~', 'e-1'] }],
    });
  });

  it('keeps what is to be kept', () => {
    const rules = { keep: ['secret'], paths: ['/params/arguments'] };
    expect(JSON.parse(redactText(json(value), 'json', rules))).toMatchObject({ params: { secret: 'abc' } });
    expect(JSON.parse(redactText(json(value), 'json', { keep: ['/params'] }))).toEqual(value);
  });

  it('leaves out what is switched off', () => {
    expect(JSON.parse(redactText(json(value), 'json', { off: ['bodies'] }))).toEqual(value);
  });
});

it('tells where something was replaced, each place once', () => {
  const { places } = redactTexts([
    {
      text: json({ params: { arguments: { apiKey: 'abcdefgh12345678' }, note: ['is abcdefgh12345678'] } }),
      kind: 'json',
    },
    { text: 'GET / HTTP/1.1\r\nX-Api-Key: abcdefgh12345678\r\n\r\n', kind: 'heads' },
  ]);
  expect(places).toEqual(['body /params/arguments/apiKey', 'body', 'header X-Api-Key']);
});

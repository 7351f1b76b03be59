import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../../engine/app-error.ts';
import { curlCommand } from '../../../../engine/protocol/curl-command.ts';

const REQUEST = {
  httpMethod: 'POST',
  url: 'http://127.0.0.1:1/mcp',
  headers: [
    ['Host', '127.0.0.1:1'],
    ['Accept', 'application/json'],
    ['Content-Type', 'application/json'],
    ['User-Agent', 'hopscope'],
    ['Accept-Encoding', 'gzip'],
    ['X-Quote', "it's"],
    ['X-Latin', 'é'],
    ['X-Empty', ''],
    ['Content-Length', '24'],
    ['Connection', 'keep-alive'],
  ],
  body: `{"a":"it's $HOME \\n €"}`,
} as const;

/** The arguments that a shell hands to curl, one Latin-1 character a byte. */
function argumentsOf(command: string): string[] {
  const text = command.replace(/^curl/, 'printf "%s\\0"');
  return execFileSync('sh', ['-c', text], { encoding: 'latin1' }).split('\0').slice(0, -1);
}

const latin1 = (text: string): string => Buffer.from(text).toString('latin1');

describe('curlCommand', () => {
  it('survives a shell: every argument arrives as it was', () => {
    expect(Buffer.byteLength(REQUEST.body)).toBe(25);
    expect(argumentsOf(curlCommand(REQUEST))).toEqual([
      ...['-i', '-g', '--http1.1', '--path-as-is', '-X', 'POST', REQUEST.url],
      '--compressed',
      ...[
        '-H',
        'Accept: application/json',
        '-H',
        'Content-Type: application/json',
        '-H',
        'User-Agent: hopscope',
      ],
      ...['-H', 'Accept-Encoding: gzip', '-H', "X-Quote: it's", '-H', 'X-Latin: é', '-H', 'X-Empty;'],
      ...['-H', 'Content-Length: 24', '-H', 'Connection: keep-alive'],
      ...['--data-raw', latin1(REQUEST.body)],
    ]);
  });

  it('keeps a Host that is not the address', () => {
    const text = curlCommand({ ...REQUEST, headers: [['Host', 'evil.example']] });
    expect(text).toContain("-H 'Host: evil.example'");
  });

  it('leaves out what curl would add, and its own values where the request has the same', () => {
    const headers = [
      ['Host', '127.0.0.1:1'],
      ['Content-Length', '25'],
    ] as const;
    const args = argumentsOf(curlCommand({ ...REQUEST, headers }));
    expect(args.slice(7, -2)).toEqual(['-H', 'Accept:', '-H', 'User-Agent:', '-H', 'Content-Type:']);
    const large = argumentsOf(curlCommand({ ...REQUEST, headers, body: 'x'.repeat(2000) }));
    expect(large).toContain('Expect:');
    const none = argumentsOf(curlCommand({ ...REQUEST, headers: [], body: '' }));
    expect(none.slice(7)).toEqual(['-H', 'Accept:', '-H', 'User-Agent:', '-H', 'Host:']);
  });

  it('names the TLS files of the instance', () => {
    const tls = { caFile: "/c a/it's.pem", certFile: '/a:b\\c.pem', keyFile: '/k.pem' };
    const args = argumentsOf(curlCommand({ ...REQUEST, ...tls, trustAnyCertificate: true }));
    expect(args.slice(7, 14)).toEqual([
      ...['--insecure', '--cacert', tls.caFile, '--cert', '/a\\:b\\\\c.pem', '--key', '/k.pem'],
    ]);
  });

  it('quotes a method that a shell would understand', () => {
    expect(argumentsOf(curlCommand({ ...REQUEST, httpMethod: '`id`|$A&' }))[5]).toBe('`id`|$A&');
  });

  it('sends the address as the transport does: without credentials and fragment', () => {
    const text = curlCommand({ ...REQUEST, url: "http://u:p@127.0.0.1:1/a/../b?x={a,b}[1-3]'#part" });
    expect(argumentsOf(text)[6]).toBe('http://127.0.0.1:1/b?x={a,b}[1-3]%27');
  });

  it.each([
    [{ url: 'file:///etc/passwd' }, 'begins with file:'],
    [{ httpMethod: 'GET /' }, '"GET /" is no HTTP method'],
    [{ headers: [['@/etc/passwd', 'x']] }, '"@/etc/passwd" is no header name'],
    [{ headers: [['X', 'a\r\nb']] }, 'header X cannot be sent'],
  ] as const)('refuses what no connection can have carried: %j', (change, reason) => {
    const run = (): string => curlCommand({ ...REQUEST, ...change });
    expect(run).toThrow(AppError);
    expect(run).toThrow(reason);
  });
});

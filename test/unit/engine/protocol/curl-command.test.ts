import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { curlCommand } from '../../../../engine/protocol/curl-command.ts';

const REQUEST = {
  httpMethod: 'POST',
  url: 'http://127.0.0.1:1/mcp',
  headers: [
    ['Host', '127.0.0.1:1'],
    ['Accept-Encoding', 'gzip'],
    ['Mcp-Method', 'tools/call'],
    ['X-Quote', "it's"],
    ['X-Empty', ''],
    ['Content-Length', '2'],
  ],
  body: `{"a":"it's $HOME \\n"}`,
} as const;

describe('curlCommand', () => {
  it('survives a shell: every argument arrives as it was', () => {
    const text = curlCommand(REQUEST).replace(/^curl/, 'printf "%s\\0"');
    const args = execFileSync('sh', ['-c', text], { encoding: 'utf8' }).split('\0').slice(0, -1);
    expect(args).toEqual([
      '-i',
      '-X',
      'POST',
      REQUEST.url,
      '--compressed',
      '-H',
      'Mcp-Method: tools/call',
      '-H',
      "X-Quote: it's",
      '-H',
      'X-Empty;',
      '--data-binary',
      REQUEST.body,
    ]);
  });

  it('keeps a Host that is not the address', () => {
    const text = curlCommand({ ...REQUEST, headers: [['Host', 'evil.example']] });
    expect(text).toContain("-H 'Host: evil.example'");
  });
});

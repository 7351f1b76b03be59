import { describe, expect, it } from 'vitest';
import { toNginx } from '../../../../../engine/gateway/export/nginx.ts';
import { readPolicy, type ExportInstance } from '../../../../../engine/gateway/export/policy.ts';
import type { GatewaySettings } from '../../../../../shared/model/gateway.ts';
import { EXPORTED, exportedGateway, exportedRule, IS_CALL } from '../../../../support/export-samples.ts';

// Where requests go is held against the real nginx: test/integration/gateway/exported-policies.test.ts.

const write = (change: Partial<GatewaySettings>, instances: readonly ExportInstance[] = EXPORTED): string =>
  toNginx(readPolicy(exportedGateway(change), instances));
/** Comments are broken into lines anywhere. */
const flat = (text: string): string => text.replace(/\n *# */g, ' ');

describe('toNginx', () => {
  it('says at the rule why it cannot be expressed, and goes on with the next', () => {
    const route = { kind: 'route', strategy: { kind: 'pinned', instanceId: 'beta' } } as const;
    const text = write({
      rules: [
        exportedRule([{ header: 'Mcp-Param-a.b', test: 'present' }], route, 'Dotted'),
        exportedRule([{ header: 'X', test: 'exact', value: 'x'.repeat(2_000) }], route, 'Long'),
        exportedRule([IS_CALL], route, 'Calls'),
      ],
    });
    expect(flat(text)).toContain(
      'Rule 1, Dotted: Mcp-Param-a.b is there. NOT EXPORTED: nginx has no variable',
    );
    expect(flat(text)).toContain('NOT EXPORTED: nginx takes no text as long');
    expect(text).not.toContain('$hopscope_rule_1');
    expect(text).toContain('map "$hopscope_rule_3" $hopscope_to {');
    expect(text).toContain('"~^1" http://hopscope_rule_3;');
  });

  it.each([
    [{ kind: 'random', seed: 7 }, '    random;', 'takes no seed'],
    [{ kind: 'least-pending' }, '    least_conn;', ''],
    [{ kind: 'hash', header: 'X-Tenant' }, '    hash $http_x_tenant consistent;', 'decodes no Base64'],
    [
      { kind: 'sticky', by: { kind: 'cookie', name: 'sid' } },
      '    hash $remote_addr consistent;',
      'CANNOT BE EXPRESSED',
    ],
    [
      { kind: 'weighted', weights: { alpha: 3, beta: 0 } },
      '    server 127.0.0.1:3002 down max_fails=0; # beta',
      '',
    ],
    [
      { kind: 'weighted', weights: { alpha: 3, beta: 0 } },
      '    server 127.0.0.1:3001 weight=3 max_fails=0; # alpha',
      '',
    ],
  ] as const)('writes %j', (strategy, line, remark) => {
    const text = write({ strategy });
    expect(text.split('\n')).toContain(line);
    expect(flat(text)).toContain(remark);
  });

  it.each([
    [444, 'return 400 $hopscope_rule_1_text;', 'no answer at all'],
    [302, 'return 302;', 'redirect'],
    [451, 'return 451 $hopscope_rule_1_text;', 'one type for all'],
  ])('refuses with %i', (status, line, remark) => {
    const text = write({ rules: [exportedRule([], { kind: 'refuse', status, text: '{"no":"$1"}' })] });
    expect(text).toContain(line);
    expect(text).toContain('geo $hopscope_rule_1_text { default "{\\"no\\":\\"$1\\"}"; }');
    expect(flat(text)).toContain(remark);
  });

  it('leaves out of a group what speaks another scheme, and says so', () => {
    const [alpha, beta] = EXPORTED;
    if (!alpha || !beta) throw new Error('no samples');
    const text = write({}, [{ ...alpha, url: 'https://a.example/mcp' }, beta]);
    expect(text).toContain('default https://hopscope_otherwise;');
    expect(text).toContain('    server a.example:443 max_fails=0; # alpha');
    expect(flat(text)).toContain('server 127.0.0.1:3002 max_fails=0; # beta LEFT OUT');
    expect(text).toContain('proxy_ssl_verify on;');
  });
});

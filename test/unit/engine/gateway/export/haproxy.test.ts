import { describe, expect, it } from 'vitest';
import { toHaproxy } from '../../../../../engine/gateway/export/haproxy.ts';
import { readPolicy, type ExportInstance } from '../../../../../engine/gateway/export/policy.ts';
import type { GatewaySettings } from '../../../../../shared/model/gateway.ts';
import { EXPORTED, exportedGateway, exportedRule } from '../../../../support/export-samples.ts';

// Where requests go is held against the real HAProxy: test/integration/gateway/exported-policies.test.ts.

const write = (change: Partial<GatewaySettings>, instances: readonly ExportInstance[] = EXPORTED): string =>
  toHaproxy(readPolicy(exportedGateway(change), instances));

describe('toHaproxy', () => {
  it.each([
    [{ kind: 'random', seed: 7 }, 'balance random(1)'],
    [{ kind: 'least-pending' }, 'balance leastconn'],
    [{ kind: 'hash', header: 'X-Tenant' }, 'balance hdr(X-Tenant)'],
    [{ kind: 'hash', header: 'Mcp-Name' }, 'balance hash var(txn.mcp_name)'],
    [{ kind: 'sticky', by: { kind: 'cookie', name: 'sid' } }, 'stick store-response res.cook(sid)'],
    [
      { kind: 'weighted', weights: { alpha: 300, beta: 0, gamma: 100 } },
      'server alpha 127.0.0.1:3001 weight 3',
    ],
    [
      { kind: 'weighted', weights: { alpha: 300, beta: 0, gamma: 100 } },
      'server beta 127.0.0.1:3002 weight 0',
    ],
  ] as const)('writes %j', (strategy, line) => {
    const lines = write({ strategy }).split('\n');
    expect(lines).toContain(`    ${line}`);
  });

  it('brings weights into range and says so where that rounds them', () => {
    const text = write({
      strategy: { kind: 'weighted', weights: { alpha: 1_000_000, beta: 1, gamma: 333_333 } },
    });
    expect(text).toContain('server alpha 127.0.0.1:3001 weight 256');
    expect(text).toContain('server beta 127.0.0.1:3002 weight 1');
    expect(text).toContain('server gamma 127.0.0.1:3003 weight 85');
    expect(text).toContain('these are rounded');
    expect(
      write({ strategy: { kind: 'weighted', weights: { alpha: 512, beta: 2, gamma: 4 } } }),
    ).not.toContain('rounded');
  });

  it('decodes a header once, before the rules, and keeps names apart', () => {
    const route = { kind: 'route', strategy: { kind: 'round-robin' } } as const;
    const name = (header: string) => exportedRule([{ header, test: 'exact', value: 'x' }], route);
    const text = write({
      rules: [name('Mcp-Param-a.b'), name('MCP-Param-A.B'), name('Mcp-Param-a_b'), name('X')],
    });
    expect(text.match(/set-var\(txn\.mcp_param_a_2e_b\)/g)).toHaveLength(2);
    expect(text.match(/set-var\(txn\.mcp_param_a_5f_b\)/g)).toHaveLength(2);
    expect(text).toContain("acl rule_4_1 req.fhdr(x) -m str -- 'x'");
  });

  it('writes bytes as numbers where quotes do not do', () => {
    const rule = exportedRule([{ header: 'X', test: 'exact', value: 'é\'"$\n' }], {
      kind: 'refuse',
      status: 429,
      text: '',
    });
    const text = write({ rules: [rule] });
    expect(text).toContain('-m str -- "\\xe9\\x27\\x22\\x24\\x0a"');
    expect(text).toContain('    http-request return status 429 if { var(txn.rule) -m str rule_1 }');
  });

  it('verifies certificates unless the instance does not', () => {
    const [alpha, beta] = EXPORTED;
    if (!alpha || !beta) throw new Error('no samples');
    const text = write({}, [
      { ...alpha, url: 'https://a.example/mcp' },
      { ...beta, url: 'https://b.example:8443/mcp', tls: { trustAnyCertificate: true } },
    ]);
    expect(text).toContain(
      'server alpha a.example:443 ssl verify required ca-file @system-ca sni str(a.example)',
    );
    expect(text).toContain('server beta b.example:8443 ssl verify none sni str(b.example)');
  });
});

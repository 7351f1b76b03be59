import { describe, expect, it } from 'vitest';
import { toEnvoy } from '../../../../../engine/gateway/export/envoy.ts';
import { readPolicy, type ExportInstance } from '../../../../../engine/gateway/export/policy.ts';
import type { GatewaySettings, Strategy } from '../../../../../shared/model/gateway.ts';
import { EXPORTED, exportedGateway, exportedRule, IS_CALL } from '../../../../support/export-samples.ts';

const write = (change: Partial<GatewaySettings>, instances: readonly ExportInstance[] = EXPORTED): string =>
  toEnvoy(readPolicy(exportedGateway(change), instances));
const flat = (text: string): string => text.replace(/\n *# */g, ' ');
const linesOf = (text: string): string[] => text.split('\n').map((line) => line.trim());

describe('toEnvoy', () => {
  it('writes a route for each rule in order, and one for the rest', () => {
    const text = write({
      rules: [
        exportedRule([IS_CALL, { header: 'X-Tenant', test: 'absent' }], {
          kind: 'route',
          strategy: { kind: 'pinned', instanceId: 'beta' },
        }),
        exportedRule([{ header: 'MCP-Protocol-Version', test: 'prefix', value: '2025-' }], {
          kind: 'refuse',
          status: 403,
          text: '{"no":1}',
        }),
      ],
    });
    const lines = linesOf(text);
    expect(lines).toContain('string_match: { exact: "tools/call" }');
    expect(lines).toContain('present_match: false');
    expect(lines).toContain('string_match: { prefix: "2025-" }');
    expect(lines).toContain('body: { inline_string: "{\\"no\\":1}" }');
    expect(lines).toContain('- header: { key: content-type, value: "application/json" }');
    const order = ['cluster: hopscope_rule_1', 'direct_response:', 'cluster: hopscope_otherwise'];
    const places = order.map((line) => lines.indexOf(line));
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(text).not.toContain('envoy.filters.http.stateful_session');
  });

  it.each<[Strategy, string, string]>([
    [{ kind: 'round-robin' }, 'lb_policy: ROUND_ROBIN', ''],
    [{ kind: 'random', seed: 7 }, 'lb_policy: RANDOM', 'takes no seed'],
    [{ kind: 'least-pending' }, 'lb_policy: LEAST_REQUEST', 'picks by chance'],
    [{ kind: 'hash', header: 'Mcp-Name' }, '- header: { header_name: "Mcp-Name" }', 'decodes no Base64'],
    [
      { kind: 'sticky', by: { kind: 'header', name: 'Mcp-Session-Id' } },
      'header: { name: "Mcp-Session-Id" }',
      'remembers nothing',
    ],
    [
      { kind: 'sticky', by: { kind: 'cookie', name: 'sid' } },
      'cookie: { name: "hopscope-instance", path: "/" }',
      'CANNOT BE EXPRESSED',
    ],
    [
      { kind: 'weighted', weights: { alpha: 3, beta: 0 } },
      'load_balancing_weight: 3',
      'since their weight is 0: beta',
    ],
  ])('writes %j', (strategy, line, remark) => {
    const text = write({ strategy });
    expect(linesOf(text)).toContain(line);
    expect(flat(text)).toContain(remark);
  });

  it('gives names as names and addresses as addresses', () => {
    const [alpha] = EXPORTED;
    if (!alpha) throw new Error('no samples');
    const named = linesOf(write({}, [{ ...alpha, url: 'https://a.example/mcp' }]));
    expect(named).toContain('type: STRICT_DNS');
    expect(named).toContain('auto_host_rewrite: true');
    expect(named).toContain('sni: "a.example"');
    const numbered = linesOf(write({}, [{ ...alpha, url: 'http://[::1]:3001/mcp' }]));
    expect(numbered).toContain('type: STATIC');
    expect(numbered).toContain('host_rewrite_literal: "[::1]:3001"');
    expect(numbered).toContain('address: { socket_address: { address: "::1", port_value: 3001 } }');
  });
});

import { describe, expect, it } from 'vitest';
import { mapTarget } from '../../../../../engine/gateway/forward/map-target.ts';

describe('mapTarget', () => {
  it.each([
    // The gateway's own path is the instance's.
    ['/mcp', '/mcp', '/mcp', '', '/mcp'],
    ['/mcp', '/mcp', '/v1/rpc', '', '/v1/rpc'],
    ['/mcp?a=1', '/mcp', '/v1/rpc', '', '/v1/rpc?a=1'],
    // What lies below goes along.
    ['/mcp/x/y?a=1', '/mcp', '/rpc', '', '/rpc/x/y?a=1'],
    ['/mcp/', '/mcp', '/rpc', '', '/rpc/'],
    ['/mcp/x', '/mcp', '/rpc/', '', '/rpc/x'],
    // A path that only begins alike is another one.
    ['/mcpx', '/mcp', '/rpc', '', '/mcpx'],
    ['/other', '/mcp', '/rpc', '?k=1', '/other'],
    // The instance's own query comes first.
    ['/mcp', '/mcp', '/rpc', '?k=1', '/rpc?k=1'],
    ['/mcp?a=1', '/mcp', '/rpc', '?k=1', '/rpc?k=1&a=1'],
    ['/mcp?', '/mcp', '/rpc', '?k=1', '/rpc?k=1'],
    // Nothing is decoded or put in order.
    ['/mcp/%2e%2e/../x?a=%20&&', '/mcp', '/rpc', '', '/rpc/%2e%2e/../x?a=%20&&'],
    // A gateway whose path is the root takes only the root as its own.
    ['/', '/', '/rpc', '', '/rpc'],
    ['/x', '/', '/rpc', '', '/x'],
    ['*', '/mcp', '/rpc', '', '*'],
  ])('%s at %s for %s%s is %s', (target, gatewayPath, path, query, expected) => {
    expect(mapTarget(target, gatewayPath, { path, query })).toBe(expected);
  });
});

import { describe, expect, it } from 'vitest';
import { AppError } from '../../../../engine/app-error.ts';
import { createInstanceDirectory } from '../../../../engine/instances/instance-directory.ts';

const ALPHA = {
  id: 'a',
  name: 'alpha',
  url: 'http://127.0.0.1:1/mcp',
  headers: [['X-Key', '${KEY}']],
} as const;

function directory(problem?: string) {
  return createInstanceDirectory({
    instances: () => [ALPHA],
    resolveTls: () => undefined,
    resolveHeaders: () => ({ headers: [['X-Key', 'filled']], ...(problem !== undefined && { problem }) }),
  });
}

function codeOf(run: () => unknown): string {
  try {
    run();
    return 'no error';
  } catch (error) {
    return error instanceof AppError ? `${error.code}: ${error.message}` : 'another error';
  }
}

describe('createInstanceDirectory', () => {
  it('gives an instance with its headers filled', () => {
    expect(directory().ready('a')).toEqual({ instance: ALPHA, headers: [['X-Key', 'filled']] });
  });

  it('gives the paths of its TLS files as they were resolved', () => {
    const tls = { caFile: '/workspace/ca.pem' };
    const found = createInstanceDirectory({
      instances: () => [{ ...ALPHA, tls: { caFile: 'ca.pem' } }],
      resolveHeaders: () => ({ headers: [] }),
      resolveTls: () => tls,
    }).ready('a');
    expect(found.instance.tls).toEqual(tls);
  });

  it('names an unknown instance', () => {
    expect(codeOf(() => directory().ready('zzz'))).toContain('NOT_FOUND: There is no instance "zzz"');
  });

  it('shows an instance whose variable is missing but does not let it be sent to', () => {
    const unset = directory('${KEY} is not set.');
    expect(unset.find('a').problem).toBe('${KEY} is not set.');
    expect(codeOf(() => unset.ready('a'))).toBe('BAD_INPUT: alpha: ${KEY} is not set.');
  });
});

import { describe, expect, it } from 'vitest';
import { tellFailure } from '../../../../build/package/tell-failure.mjs';

describe('tellFailure', () => {
  it('names Electron and its address where it could not be had', () => {
    const url =
      'https://github.com/electron/electron/releases/download/v45.4.1/electron-v45.4.1-linux-x64.zip';
    expect(tellFailure({ message: 'getaddrinfo ENOTFOUND github.com', code: 'ENOTFOUND', url })).toEqual({
      line: `No installer was made: Electron (electron-v45.4.1-linux-x64.zip) could not be downloaded from ${url} (getaddrinfo ENOTFOUND github.com).`,
      download: true,
    });
  });

  it('names a tool, its address found in the message', () => {
    expect(
      tellFailure({
        message: 'connect ECONNREFUSED https://mirror.test/fpm.7z\nmore',
        code: undefined as never,
      }),
    ).toMatchObject({
      line: expect.stringContaining('a tool for installers (fpm.7z) could not be downloaded from') as string,
      download: true,
    });
  });

  it.each(['ERR_NON_2XX_3XX_RESPONSE', 'SELF_SIGNED_CERT_IN_CHAIN', 'ETIMEDOUT', 'EAI_AGAIN'])(
    'takes %s for a failed download, also without an address',
    (code) => {
      expect(tellFailure({ message: 'no', code })).toEqual({
        line: 'No installer was made: a part could not be downloaded from the network (no).',
        download: true,
      });
    },
  );

  it.each([
    { message: 'Invalid configuration object.\n - bad', code: 'ERR_ELECTRON_BUILDER_INVALID_CONFIGURATION' },
    { message: 'ENOENT: no such file', code: 'ENOENT' },
    { message: 'see https://www.electron.build' },
  ])('blames nobody’s network for %o, and stays on one line', (failure) => {
    const told = tellFailure(failure);
    expect(told.download).toBe(false);
    expect(told.line).not.toContain('\n');
    expect(told.line).toContain(failure.message.split('\n')[0]);
  });
});

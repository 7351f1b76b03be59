import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { absoluteTls } from '../../../../engine/workspace/tls-paths.ts';

const directory = resolve('/srv/workspace');

test('a relative path means a file beside the workspace, an absolute one stays', () => {
  const absolute = resolve('/etc/ssl/key.pem');
  expect(
    absoluteTls(directory, { caFile: 'ca.pem', certFile: '../shared/client.pem', keyFile: absolute }),
  ).toEqual({
    caFile: join(directory, 'ca.pem'),
    certFile: resolve('/srv/shared/client.pem'),
    keyFile: absolute,
  });
});

test('a tilde is not expanded, and nothing is added', () => {
  expect(absoluteTls(directory, { caFile: '~/ca.pem', trustAnyCertificate: true })).toEqual({
    caFile: join(directory, '~', 'ca.pem'),
    trustAnyCertificate: true,
  });
  expect(absoluteTls(directory, {})).toEqual({});
});

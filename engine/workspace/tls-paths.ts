import { resolve } from 'node:path';
import type { TlsSettings } from '../../shared/model/instance.ts';

/**
 * The settings with absolute paths: a relative one means a file beside the workspace's own, whatever directory
 * the program was started in. `directory` is absolute. A `~` is a name like any other.
 */
export function absoluteTls(directory: string, tls: TlsSettings): TlsSettings {
  const { caFile, certFile, keyFile } = tls;
  return {
    ...tls,
    ...(caFile !== undefined && { caFile: resolve(directory, caFile) }),
    ...(certFile !== undefined && { certFile: resolve(directory, certFile) }),
    ...(keyFile !== undefined && { keyFile: resolve(directory, keyFile) }),
  };
}

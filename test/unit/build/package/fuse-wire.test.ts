import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readFuses, wrongFuses } from '../../../../build/package/fuse-wire.mjs';
import { fuses } from '../../../../build/package/configuration.mjs';

describe('readFuses', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hopscope-fuses-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const read = (wire: string) => {
    const file = join(folder, 'binary');
    writeFileSync(file, `\u0000ELF ${wire} more`, 'latin1');
    return readFuses(file);
  };

  it('reads the switches behind the mark', () => {
    expect(read('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\u0001\u000901001100r')).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    });
  });

  it('leaves out what the binary does not have or has removed', () => {
    expect(read('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\u0001\u00021r')).toEqual({ runAsNode: true });
    expect(read('nothing')).toEqual({});
  });
});

describe('wrongFuses', () => {
  it('finds those that stand otherwise, and those that are not there', () => {
    expect(wrongFuses(fuses, fuses)).toEqual([]);
    expect(wrongFuses({ ...fuses, runAsNode: true }, fuses)).toEqual(['runAsNode']);
    expect(wrongFuses({}, fuses)).toHaveLength(8);
  });
});

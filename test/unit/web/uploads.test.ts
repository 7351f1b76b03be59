import { describe, expect, it } from 'vitest';
import { safeFileName } from '../../../web/uploads.ts';

describe('safeFileName', () => {
  it.each([
    ['demo-2026-11-23.hopscope', 'demo-2026-11-23.hopscope'],
    ['Über uns (2).hopscope', 'Über uns -2-.hopscope'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\me\\x.hopscope', 'x.hopscope'],
    ['..', 'upload'],
    ['', 'upload'],
    ['.bashrc', 'bashrc'],
    ['a\u0000b.hopscope', 'a-b.hopscope'],
    ['a:b|c?.hopscope', 'a-b-c-.hopscope'],
    ['x.hopscope. . ', 'x.hopscope'],
    ['con', 'upload-con'],
    ['LPT1.hopscope', 'upload-LPT1.hopscope'],
    ['\u202Egnp.hopscope', 'gnp.hopscope'],
    ['/', 'upload'],
  ])('of %j is %j', (wanted, name) => {
    expect(safeFileName(wanted)).toBe(name);
  });

  it('is short enough for a file system, in bytes, and keeps the extension', () => {
    const name = safeFileName(`${'漢'.repeat(500)}.hopscope`);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(220);
    expect(name).toMatch(/^漢+\.hopscope$/);
    const astral = safeFileName(`${'𠮷'.repeat(500)}.hopscope`);
    expect(astral).toMatch(/^(𠮷)+\.hopscope$/u);
  });
});

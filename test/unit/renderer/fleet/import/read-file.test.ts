import { expect, it } from 'vitest';
import { readConfigurationFile } from '../../../../../renderer/fleet/import/read-file.ts';
import { MAX_CONFIGURATION } from '../../../../../shared/model/import-preview.ts';

const file = (bytes: Uint8Array<ArrayBuffer> | string): File => new File([bytes], 'mcp.json');
const TEXT = '{"ü":1}';

it.each([
  ['UTF-8', new TextEncoder().encode(TEXT)],
  ['UTF-8 with a byte order mark', new TextEncoder().encode(`\ufeff${TEXT}`)],
  ['UTF-16 of Windows', new Uint8Array([0xff, 0xfe, ...Buffer.from(TEXT, 'utf16le')])],
  ['UTF-16, big end first', new Uint8Array([0xfe, 0xff, ...Buffer.from(TEXT, 'utf16le').swap16()])],
])('reads %s', async (_name, bytes) => {
  expect(await readConfigurationFile(file(bytes))).toEqual({ ok: true, text: TEXT });
});

it('says so where it is no text', async () => {
  const read = await readConfigurationFile(file(new Uint8Array([0x89, 0x50, 0xff])));
  expect(read).toEqual({
    ok: false,
    message: 'mcp.json is no text in UTF-8, so it is no configuration. Choose another file.',
  });
});

it('reads nothing that is too large, and asks whether it is the right file', async () => {
  const long = await readConfigurationFile(file('x'.repeat(MAX_CONFIGURATION + 1)));
  expect(long).toMatchObject({ ok: false });
  const huge = {
    name: 'movie.mkv',
    size: 5e9,
    arrayBuffer: () => Promise.reject(new Error('it was read')),
  } as unknown as File;
  expect(await readConfigurationFile(huge)).toMatchObject({
    ok: false,
    message: expect.stringContaining('movie.mkv has 5.0 GB') as string,
  });
});

it('says so where the disk gives nothing', async () => {
  const gone = {
    name: 'mcp.json',
    size: 1,
    arrayBuffer: () => Promise.reject(new Error('NotFoundError')),
  } as unknown as File;
  expect(await readConfigurationFile(gone)).toMatchObject({
    ok: false,
    message: expect.stringContaining('NotFoundError') as string,
  });
});

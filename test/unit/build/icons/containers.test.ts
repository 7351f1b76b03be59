import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { icnsTypes, icoSizes, packIcns, packIco } from '../../../../build/icons/containers.mjs';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const icons = join(root, 'build/icons');
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** The images of a .icns file, by type. */
function unpackIcns(file: Buffer): [type: string, image: Buffer][] {
  expect([file.toString('latin1', 0, 4), file.readUInt32BE(4)]).toEqual(['icns', file.length]);
  const found: [string, Buffer][] = [];
  for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4)) {
    found.push([file.toString('latin1', at, at + 4), file.subarray(at + 8, at + file.readUInt32BE(at + 4))]);
  }
  return found;
}

/** The images of a .ico file, by the size that its directory tells. */
function unpackIco(file: Buffer): [size: number, image: Buffer][] {
  expect([file.readUInt16LE(0), file.readUInt16LE(2)]).toEqual([0, 1]);
  return Array.from({ length: file.readUInt16LE(4) }, (_, index) => {
    const at = 6 + 16 * index;
    const offset = file.readUInt32LE(at + 12);
    return [file.readUInt8(at) || 256, file.subarray(offset, offset + file.readUInt32LE(at + 8))];
  });
}

/** Width and height, from the image's own head. */
const pixels = (png: Buffer): number[] => [png.readUInt32BE(16), png.readUInt32BE(20)];

describe('the containers', () => {
  const images = [
    { size: 256, png: Buffer.from('large') },
    { size: 32, png: Buffer.from('s') },
  ];

  it('hold each image behind its type, twice where two types are of one size', () => {
    expect(unpackIcns(packIcns(images)).map(([type, image]) => [type, image.toString()])).toEqual([
      ['ic08', 'large'],
      ['ic13', 'large'],
      ['ic11', 's'],
    ]);
  });

  it('hold each image where the directory says', () => {
    expect(unpackIco(packIco(images)).map(([size, image]) => [size, image.toString()])).toEqual([
      [256, 'large'],
      [32, 's'],
    ]);
  });
});

describe('the icons that are kept', () => {
  it.each(['hopscope', 'capture'])('%s has all sizes, each a PNG of its size', (name) => {
    const mac = unpackIcns(readFileSync(join(icons, `${name}.icns`)));
    expect(mac.map(([type, image]) => [type, ...pixels(image)])).toEqual(
      Object.entries(icnsTypes).flatMap(([size, types]) =>
        types.map((type) => [type, Number(size), Number(size)]),
      ),
    );
    const windows = unpackIco(readFileSync(join(icons, `${name}.ico`)));
    expect(windows.map(([size, image]) => [size, ...pixels(image)])).toEqual(
      icoSizes.map((size) => [size, size, size]),
    );
    for (const [, image] of [...mac, ...windows]) expect(image.subarray(0, 8)).toEqual(PNG);
  });

  it('has those for Linux under the names that electron-builder looks for', () => {
    const files = readdirSync(join(icons, 'linux'));
    expect(files).toContain('512x512.png');
    for (const file of files) {
      const size = Number(/^(\d+)x\1\.png$/.exec(file)?.[1]);
      expect(pixels(readFileSync(join(icons, 'linux', file)))).toEqual([size, size]);
    }
  });

  it('is the page’s, too', () => {
    expect(readFileSync(join(root, 'renderer/app/icon.svg'), 'utf8')).toBe(
      readFileSync(join(icons, 'hopscope.svg'), 'utf8'),
    );
  });
});

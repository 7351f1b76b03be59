/** The two containers that hold one icon in several sizes. Both take PNG images as they are. */

/**
 * @typedef {object} Image
 * @property {number} size its width and height in pixels
 * @property {Buffer} png
 */

/**
 * Sizes in pixels of a .icns file and the types of each; 16 and 32 are made of the next larger by macOS itself.
 * @type {Readonly<Record<number, readonly string[]>>}
 */
export const icnsTypes = {
  32: ['ic11'],
  64: ['ic12'],
  128: ['ic07'],
  256: ['ic08', 'ic13'],
  512: ['ic09', 'ic14'],
  1024: ['ic10'],
};

/** Sizes in pixels of a .ico file, the largest that it can say being 256. */
export const icoSizes = [16, 24, 32, 48, 64, 128, 256];

/**
 * A .icns file for macOS: a head, then each image behind its type and length. Pure.
 * @param {readonly Image[]} images of sizes in `icnsTypes`
 * @returns {Buffer}
 * @see https://en.wikipedia.org/wiki/Apple_Icon_Image_format
 */
export function packIcns(images) {
  const parts = images.flatMap(({ size, png }) =>
    (icnsTypes[size] ?? []).map((type) => Buffer.concat([icnsHead(type, png.length), png])),
  );
  const body = Buffer.concat(parts);
  return Buffer.concat([icnsHead('icns', body.length), body]);
}

/**
 * @param {string} type four letters
 * @param {number} length of what follows, in bytes
 * @returns {Buffer}
 */
function icnsHead(type, length) {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32BE(8 + length, 4);
  return head;
}

/**
 * A .ico file for Windows: a directory of the images, then the images. Pure.
 * @param {readonly Image[]} images of at most 256 pixels
 * @returns {Buffer}
 * @see https://learn.microsoft.com/previous-versions/ms997538(v=msdn.10)
 */
export function packIco(images) {
  const head = Buffer.alloc(6);
  head.writeUInt16LE(1, 2); // an icon, not a cursor
  head.writeUInt16LE(images.length, 4);
  let offset = head.length + 16 * images.length;
  const directory = images.map(({ size, png }) => {
    const entry = Buffer.alloc(16);
    entry.writeUInt8(size % 256, 0); // 256 is written as 0
    entry.writeUInt8(size % 256, 1);
    entry.writeUInt16LE(1, 4);
    entry.writeUInt16LE(32, 6); // bits for each pixel
    entry.writeUInt32LE(png.length, 8);
    entry.writeUInt32LE(offset, 12);
    offset += png.length;
    return entry;
  });
  return Buffer.concat([head, ...directory, ...images.map(({ png }) => png)]);
}

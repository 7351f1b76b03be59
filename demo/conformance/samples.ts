/** The smallest honest pieces of each kind of content: a picture, a sound and a resource. */

/** One reddish pixel, as the Base64 of a PNG file. */
export const PIXEL_PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR42mN4ZqMBAANWAUvdq5hbAAAAAElFTkSuQmCC';

const SAMPLE_RATE = 8_000;
const HEADER_BYTES = 44;

/** A hundredth of a second of silence, as the Base64 of a WAV file (PCM, 8 bits, mono, 8000 Hz). */
export function silenceWav(): string {
  const samples = SAMPLE_RATE / 100;
  // In 8-bit PCM the middle of the range is silence.
  const file = Buffer.alloc(HEADER_BYTES + samples, 0x80);
  file.write('RIFF', 0, 'ascii');
  file.writeUInt32LE(file.length - 8, 4);
  file.write('WAVEfmt ', 8, 'ascii');
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(SAMPLE_RATE, 24);
  file.writeUInt32LE(SAMPLE_RATE, 28);
  file.writeUInt16LE(1, 32);
  file.writeUInt16LE(8, 34);
  file.write('data', 36, 'ascii');
  file.writeUInt32LE(samples, 40);
  return file.toString('base64');
}

export interface PictureBlock {
  readonly type: 'image';
  readonly data: string;
  readonly mimeType: string;
}

export function picture(): PictureBlock {
  return { type: 'image', data: PIXEL_PNG, mimeType: 'image/png' };
}

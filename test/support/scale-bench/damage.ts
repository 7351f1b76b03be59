import { CURRENT_FORMAT } from '../../../engine/capture/format.ts';
import { openForReading } from '../../../engine/capture/open-file.ts';
import { createCaptureReader } from '../../../engine/capture/read-capture.ts';
import { assembleDetail } from '../../../engine/capture/stored-detail.ts';
import { seeded } from './day-traffic.ts';

const PAGE = 16_384;

/** Damage of the kinds that disks and copies do: holes, torn and swapped pages, single bytes, a cut end. The same for a seed. */
export function damaged(bytes: Buffer, seed: number): Buffer {
  const random = seeded(seed * 7_919);
  const below = (limit: number): number => Math.floor(random() * limit);
  let result = bytes;
  for (let times = 1 + below(6); times > 0; times -= 1) {
    const page = below(result.length / PAGE) * PAGE;
    const at = below(result.length);
    switch (below(6)) {
      case 0:
        result.fill(0, page, Math.min(page + PAGE, result.length));
        break;
      case 1:
        for (let index = 0; index < 4_000; index += 1)
          result[Math.min(at + index, result.length - 1)] = below(256);
        break;
      case 2:
        result.copyWithin(page, below(result.length / PAGE) * PAGE, Math.min(page + PAGE, result.length));
        break;
      case 3:
        for (let index = 0; index < 50; index += 1) result[below(result.length)] = below(256);
        break;
      case 4:
        result = result.subarray(0, Math.max(at, 2 * PAGE));
        break;
      default:
        // The beginning of a page says how many records it has, and where.
        for (let index = 0; index < 30; index += 1)
          result[Math.min(page + index, result.length - 1)] = below(256);
    }
  }
  return result;
}

/** Reads everything of a file as the screens do; throws where any of it cannot be read. */
export function readWhole(file: string): { numbers: number[]; bodies: Map<number, string>; total: number } {
  const opened = openForReading(file, CURRENT_FORMAT);
  try {
    const reader = createCaptureReader(opened.db, false);
    const { rows, total } = reader.rows(0, 1_000_000);
    const bodies = new Map<number, string>();
    for (const { number } of rows) {
      const stored = reader.exchange(number, 1_000_000);
      if (!stored) throw new Error('a row without its exchange');
      assembleDetail({ captureId: 'c', number }, stored);
      for (const side of ['request', 'response', 'body'] as const) reader.bytes(number, side, 0, 1_000_000);
      reader.events(number, 0, 1_000);
      bodies.set(number, stored.answerBody.text ?? '');
    }
    return { numbers: rows.map(({ number }) => number), bodies, total };
  } finally {
    opened.close();
  }
}

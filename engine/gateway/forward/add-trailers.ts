import type { OutgoingMessage } from 'node:http';
import type { HeaderList } from '../../../shared/model/headers.ts';

/** Puts fields behind a body; Node writes them only behind chunks. What it cannot write is left out. */
export function addTrailers(message: OutgoingMessage, trailers: HeaderList): void {
  if (trailers.length === 0) return;
  try {
    message.addTrailers(trailers.map(([name, value]): [string, string] => [name, value]));
  } catch {
    // The body is complete without them, and the record has them as they came.
  }
}

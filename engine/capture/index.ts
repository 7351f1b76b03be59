export { createCaptures, type Captures, type CapturesOptions } from './captures.ts';
export { FILE_EXTENSION } from './format.ts';
export type { ExchangeRecorder, ExchangeStart, Recording } from './recorder.ts';

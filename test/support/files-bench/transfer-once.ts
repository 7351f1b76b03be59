import { performance } from 'node:perf_hooks';
import { createCaptures } from '../../../engine/capture/captures.ts';
import { createTransfers } from '../../../engine/capture/transfers.ts';
import type { ExportFormat } from '../../../shared/model/file-transfer.ts';
import { DEFAULT_REDACTION_RULES } from '../../../shared/model/redaction.ts';

// One import or export in a process of its own, as the program does it: what it took, as JSON on stdout.
// node transfer-once.ts FOLDER import FILE CAPTURE | FOLDER export CAPTURE FORMAT FILE [redact]

/** In ms and bytes. */
export interface TransferFigures {
  readonly ms: number;
  readonly exchanges: number;
  /** Resident before it began, and at most while it ran. */
  readonly idle: number;
  readonly peak: number;
}

const SAMPLE_MS = 10;

const [folder = '', kind = '', from = '', to = '', file = '', redact] = process.argv.slice(2);
const captures = await createCaptures({
  ...{ directory: folder, judges: false, reopens: false },
  ...{ onRows: () => undefined, onSummaries: () => undefined, onProblem: console.error },
});
const transfers = createTransfers({
  captures,
  directory: folder,
  program: 'Hopscope bench',
  onState: () => undefined,
  redaction: () => ({ rules: DEFAULT_REDACTION_RULES, known: [] }),
  now: Date.now,
});
const capture = kind === 'export' ? await captures.open(from) : undefined;
// What opening has left behind is none of what is measured.
await new Promise((resolve) => setTimeout(resolve, 300));
const idle = process.memoryUsage.rss();
let peak = idle;
const look = (): void => {
  peak = Math.max(peak, process.memoryUsage.rss());
};
const timer = setInterval(look, SAMPLE_MS);
const began = performance.now();
const exchanges = capture
  ? (
      await transfers.export({
        id: 'x',
        captureId: capture.id,
        format: to as ExportFormat,
        path: file,
        withSecrets: redact === undefined,
      })
    ).exchanges
  : (await transfers.import({ id: 'x', paths: [from], into: to, keep: 'all', open: false })).files.reduce(
      (sum, each) => sum + each.exchanges,
      0,
    );
const ms = performance.now() - began;
look();
clearInterval(timer);
await transfers.close();
await captures.close();
const figures: TransferFigures = { ms, exchanges, idle, peak };
console.log(JSON.stringify(figures));

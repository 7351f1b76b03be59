import type { CaptureSummary } from './capture.ts';
import type { MissingPart } from './exchange.ts';
import type { ImportFormat } from './imported.ts';
import type { SalvageReport } from './salvage.ts';

/** What a recording can be written as. */
export const EXPORT_FORMATS = ['har', 'jsonl', 'curl', 'otlp', 'md', 'html'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

const ENDINGS: Readonly<Record<ExportFormat, string>> = {
  har: '.har',
  jsonl: '.jsonl',
  curl: '.curl.sh',
  otlp: '.otlp.json',
  md: '.md',
  html: '.html',
};

/** What a file is called that a capture is written to. */
export function exportName(capture: string, format: ExportFormat): string {
  return capture.replace(/\.hopscope$/i, '') + ENDINGS[format];
}

/** What could not be read in a file. */
export interface UnreadableEntry {
  /** From 1. */
  readonly place: number;
  /** "has no URL". */
  readonly why: string;
}

/** What became of one file. */
export interface ImportedFile {
  /** Name without folder; `pasted text`. */
  readonly name: string;
  readonly format: ImportFormat;
  readonly by?: string;
  readonly exchanges: number;
  /** Entries that are no MCP and were left out. */
  readonly skipped: number;
  readonly unreadable: number;
  /** The first of them. */
  readonly unreadableFirst: readonly UnreadableEntry[];
  /** Exchanges of which a part is not in the file, by part. */
  readonly missing: Readonly<Partial<Record<MissingPart, number>>>;
  /** A sentence: the file ends early, or is broken from some place on. */
  readonly problem?: string;
}

export interface ImportReport {
  readonly files: readonly ImportedFile[];
  /** Where the recording is. */
  readonly path: string;
  /** Where it was opened. */
  readonly capture?: CaptureSummary;
  /** What became of a damaged capture. */
  readonly salvaged?: SalvageReport;
  /** One sentence or a few: what came of it. */
  readonly says: string;
}

export interface ExportReport {
  readonly path: string;
  readonly exchanges: number;
  readonly bytes: number;
  /** Sentences: what the format cannot hold. */
  readonly notes: readonly string[];
  /** Secrets became placeholders, in so many places; absent where they were to stay. */
  readonly replaced?: { readonly secrets: number; readonly times: number };
  /** All of that in a few sentences, without the path. */
  readonly says: string;
}

/** How far an import or an export is. */
export interface TransferState {
  /** As its starter chose it. */
  readonly id: string;
  readonly kind: 'import' | 'export';
  /** What is read, or written. */
  readonly name: string;
  /** Of an import bytes; of an export exchanges, and twice as many where secrets are looked for first. */
  readonly done: number;
  readonly total: number;
  readonly exchanges: number;
  readonly state: 'running' | 'done' | 'failed' | 'cancelled';
}

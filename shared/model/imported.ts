import type { JsonObject } from './json.ts';

/** What a recording can be made of, beside captures of our own. Told by a file's content, never by its name. */
export const IMPORT_FORMATS = [
  'har', // HTTP Archive 1.2, of a browser or a proxy
  'jsonl', // Hopscope's own JSON Lines
  'curl', // command lines
  'mcpsnoop', // its session log
  'inspector-network', // the MCP Inspector's exports of two of its views
  'inspector-protocol',
] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

/** A format by the name that a person knows it by. */
export const FORMAT_NAMES: Readonly<Record<ImportFormat, string>> = {
  har: 'HAR',
  jsonl: 'JSON Lines',
  curl: 'curl',
  mcpsnoop: 'mcpsnoop',
  'inspector-network': 'MCP Inspector, Network',
  'inspector-protocol': 'MCP Inspector, Protocol',
};

/** What one entry calls its pieces, for sentences. */
export const PLACE_NAMES: Readonly<Record<ImportFormat, 'entry' | 'line' | 'command'>> = {
  har: 'entry',
  jsonl: 'line',
  curl: 'command',
  mcpsnoop: 'line',
  'inspector-network': 'entry',
  'inspector-protocol': 'entry',
};

/** Where an imported exchange came from. */
export interface ImportedFrom {
  readonly format: ImportFormat;
  /** The program that wrote the file, as the file names it: "Firefox 128.0". */
  readonly by?: string;
  /** Place in its file, from 1: an entry, a line or a command. */
  readonly place: number;
  /** Sentences: what the file said otherwise than it went over the wire. */
  readonly notes?: readonly string[];
  /** Bytes on the wire, as the file counts them. */
  readonly requestBytes?: number;
  readonly responseBytes?: number;
  /** Of a HAR entry: what it says beyond what a capture holds, to be written into a HAR again. */
  readonly rest?: JsonObject;
}

import type { ExportFormat, ExportReport, ImportReport } from '../model/file-transfer.ts';

/** Recordings in other programs' formats. How far each is arrives as `transfer` events, under the id that its starter chose. */
export interface TransferCommands {
  /**
   * Makes a recording of files, or of text that was pasted, told by their content. A single capture is opened as it is.
   * `into`: path of the new capture, else one of the captures folder, named after the file; `keep` (mcp): what is no MCP is
   * left out; `salvage`: of one damaged capture, as far as it can be read. UNREADABLE for a file that is none of what can be
   * read, with `details.damaged` where it can be salvaged; CANCELLED leaves nothing.
   */
  'transfer.import': {
    in: {
      id: string;
      readonly paths?: readonly string[];
      readonly text?: string;
      readonly into?: string;
      readonly keep?: 'mcp' | 'all';
      readonly salvage?: boolean;
      /** By default. */
      readonly open?: boolean;
    };
    out: ImportReport;
  };
  /** Writes a capture, or the exchanges with these numbers, as a file. CONFLICT where it exists; CANCELLED leaves nothing. */
  'transfer.export': {
    in: {
      id: string;
      captureId: string;
      format: ExportFormat;
      path: string;
      readonly numbers?: readonly number[];
      /** A person has seen that there is a file of this name, and wants it replaced. */
      readonly replace?: boolean;
      /** Secrets stay in it; else they are replaced. */
      readonly withSecrets?: boolean;
    };
    out: ExportReport;
  };
  /** Null also where it has ended already. */
  'transfer.cancel': { in: { id: string }; out: null };
}

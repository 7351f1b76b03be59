import type { InstanceInput } from './instance.ts';

/** The longest configuration that is read, in characters. */
export const MAX_CONFIGURATION = 4_194_304;

/** One server of another client's configuration. */
export interface ImportEntry {
  /** As it is called there. */
  readonly name: string;
  /** What would be added; absent where it cannot be. */
  readonly instance?: InstanceInput;
  /** The exact command line, where it has one. It is not started by being added. */
  readonly commandLine?: string;
  /** Sentences: what was left out or needs a look, such as a variable that is not set here. */
  readonly notes: readonly string[];
  /** A sentence: why it cannot be added. */
  readonly problem?: string;
}

/** What a configuration file holds, before anything is added. */
export interface ImportPreview {
  /** Whose configuration it is: "VS Code". */
  readonly format: string;
  readonly entries: readonly ImportEntry[];
}

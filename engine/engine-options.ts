import type { AppInfo } from '../shared/model/app-info.ts';
import type { RedactionRules } from '../shared/model/redaction.ts';
import type { Origin } from '../shared/model/exchange.ts';
import type { DemoState } from '../shared/model/workspace.ts';
import type { SecretStore } from './workspace/secret-store.ts';
import type { Launch } from './instances/launch-process.ts';

export interface EngineOptions {
  /** Absolute path. Made where it does not exist. */
  readonly workspaceDirectory: string;
  /** No workspace file is read or written; recordings go to a temporary folder that ends with the engine. */
  readonly ephemeral?: boolean;
  /** What happens is appended to this capture instead of to a new recording; created if absent. */
  readonly captureFile?: string;
  /** Absolute path of a workspace's folder: an ephemeral engine records among the captures there. */
  readonly recordInto?: string;
  /** Rules of redaction of an ephemeral engine, which has no workspace that could say them. */
  readonly redaction?: RedactionRules;
  readonly program: AppInfo['program'];
  readonly version: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly demo: {
    /** Path of the script that is one instance. */
    readonly entry: string;
    readonly knownBugs: DemoState['knownBugs'];
  };
  /** How processes are started; by default as children of this Node. */
  readonly launch?: Launch;
  /** What requests of this engine are marked with; `composer` by default. */
  readonly origin?: Origin;
  /** Where and by what this very program can be controlled: no gateway forwards anything there, nor the key anywhere. */
  readonly control?: ControlInterface;
  /** Where secrets are kept from one start to the next; absent: nowhere. */
  readonly secretStore?: SecretStore;
  /** A mistake of Hopscope's own that nobody else hears of. To the log by default. */
  readonly onBug?: (error: unknown, where: string) => void;
}

export interface ControlInterface {
  /** Ports that the program listens on at the moment. */
  readonly ports: () => readonly number[];
  /** Whether a text is the key that opens it. */
  readonly isToken: (candidate: string) => boolean;
}

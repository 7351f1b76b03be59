import type { Draft } from './draft.ts';
import type { Mute } from './finding.ts';
import type { GatewaySettings } from './gateway.ts';
import type { ClientSettings } from './input.ts';
import type { Fleet, Instance } from './instance.ts';
import type { RedactionRules } from './redaction.ts';
import type { RunSettings } from './run.ts';

/** A draft that was given a name. */
export interface SavedRequest {
  readonly id: string;
  readonly name: string;
  readonly draft: Draft;
}

/** A filter that was given a name. */
export interface SavedFilter {
  readonly id: string;
  readonly name: string;
  /** As it was typed. */
  readonly text: string;
}

/** What the workspace's files hold, plus what is running. */
export interface WorkspaceState {
  readonly directory: string;
  readonly name: string;
  readonly instances: readonly Instance[];
  readonly fleets: readonly Fleet[];
  readonly requests: readonly SavedRequest[];
  readonly client: ClientSettings;
  readonly gateways: readonly GatewaySettings[];
  readonly runs: readonly RunSettings[];
  /** Rules that are not to be heard. */
  readonly mutes: readonly Mute[];
  /** Absent: DEFAULT_REDACTION_RULES. */
  readonly redaction?: RedactionRules;
  readonly filters: readonly SavedFilter[];
  /** Files that could not be read: kept aside as they were, named here. */
  readonly problems: readonly { readonly file: string; readonly keptAs?: string; readonly message: string }[];
  readonly demo: DemoState;
}

/** The demo fleet, as far as this program runs it. */
export interface DemoState {
  readonly state: 'off' | 'starting' | 'running' | 'failed';
  readonly bugs: readonly string[];
  /** Bugs that can be switched on, with a sentence each. */
  readonly knownBugs: readonly { readonly name: string; readonly title: string; readonly breaks: string }[];
  readonly problem?: string;
}

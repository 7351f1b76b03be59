import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Bridge } from '../../shared/bridge/bridge.ts';
import { formatCommandLine } from '../../shared/model/command-line.ts';
import type { Instance } from '../../shared/model/instance.ts';
import type { StdioCommand } from '../../shared/model/stdio-command.ts';
import type { WorkspaceState } from '../../shared/model/workspace.ts';
import type { Consent } from '../ui/app-context.ts';

/** What the dialog asks. */
export interface ConsentQuestion {
  readonly instanceId: string;
  readonly name: string;
  /** The command as it is shown, and as it is allowed: whatever the instance has by then. */
  readonly command: StdioCommand;
  /** A sentence: where it came from. */
  readonly from: string;
  /** The folder in which it is started where the command names none. */
  readonly workspaceFolder: string;
  readonly busy: boolean;
  /** Why it could not be allowed: a sentence. */
  readonly problem?: string;
  /** The instance has another command by now; this one cannot be allowed any more. */
  readonly changed: boolean;
}

export interface ConsentState {
  readonly question: ConsentQuestion | undefined;
}

export interface ConsentStore extends StoreApi<ConsentState>, Consent {
  /** Allows the command that is shown. */
  readonly allow: () => Promise<void>;
  readonly refuse: () => void;
  /** Asks again, with the command that the instance has now. */
  readonly lookAgain: () => void;
}

interface Waiting {
  readonly instanceId: string;
  readonly answer: Promise<boolean>;
  readonly settle: (allowed: boolean) => void;
}

/** Questions whether commands may be started, one after the other; whoever asks the same shares the answer. */
export function createConsent(bridge: Pick<Bridge, 'invoke'>): ConsentStore {
  const store = createStore<ConsentState>(() => ({ question: undefined }));
  const waiting: Waiting[] = [];
  const origins = createOrigins();

  const show = async (): Promise<void> => {
    const [first] = waiting;
    // Asked for anew: what is about to be allowed must be what is there now.
    const got = first && (await bridge.invoke('workspace.get', null));
    const workspace = got?.ok === true ? got.value : undefined;
    const question = first && questionOf(workspace, first.instanceId, origins.of);
    store.setState({ question });
    // Removed, changed to an address or allowed meanwhile: there is nothing to ask.
    if (first && !question) end(isAllowed(workspace, first.instanceId));
  };
  const end = (allowed: boolean): void => {
    waiting.shift()?.settle(allowed);
    void show();
  };
  const change = (part: Partial<ConsentQuestion>): void => {
    store.setState(({ question }) => ({ question: question && { ...question, ...part } }));
  };

  return Object.assign(store, {
    ask(instanceId: string): Promise<boolean> {
      const same = waiting.find((own) => own.instanceId === instanceId);
      if (same) return same.answer;
      const { promise, resolve } = Promise.withResolvers<boolean>();
      waiting.push({ instanceId, answer: promise, settle: resolve });
      if (waiting.length === 1) void show();
      return promise;
    },
    cameFrom: origins.note,
    async allow() {
      const { question } = store.getState();
      if (!question || question.busy || question.changed) return;
      change({ busy: true });
      const { instanceId: id, command: seen } = question;
      const approved = await bridge.invoke('instance.approve', { id, seen });
      if (approved.ok) end(true);
      else {
        const { code, message } = approved.error;
        change({ busy: false, problem: message, changed: code === 'CONFLICT' });
      }
    },
    refuse() {
      if (store.getState().question?.busy === false) end(false);
    },
    lookAgain() {
      void show();
    },
  });
}

/** Where commands came from, as far as it was in this window; a command that is another one now has no such word. */
function createOrigins(): {
  readonly note: (instance: Instance, sentence: string) => void;
  readonly of: (instanceId: string, command: StdioCommand) => string | undefined;
} {
  const known = new Map<string, { readonly command: string; readonly sentence: string }>();
  const textOf = (command: StdioCommand): string => `${formatCommandLine(command)}\n${command.cwd ?? ''}`;
  return {
    note({ id, stdio }, sentence) {
      if (stdio) known.set(id, { command: textOf(stdio), sentence });
    },
    of(id, command) {
      const origin = known.get(id);
      return origin?.command === textOf(command) ? origin.sentence : undefined;
    },
  };
}

function isAllowed(workspace: WorkspaceState | undefined, id: string): boolean {
  return workspace?.instances.find((instance) => instance.id === id)?.approved === true;
}

function questionOf(
  workspace: WorkspaceState | undefined,
  instanceId: string,
  originOf: (instanceId: string, command: StdioCommand) => string | undefined,
): ConsentQuestion | undefined {
  const instance = workspace?.instances.find((own) => own.id === instanceId);
  if (!workspace || !instance?.stdio || instance.approved === true) return undefined;
  return {
    instanceId,
    name: instance.name,
    command: instance.stdio,
    from:
      originOf(instanceId, instance.stdio) ??
      `It stands in the workspace’s file in ${workspace.directory}, and whoever wrote that file chose it.`,
    workspaceFolder: workspace.directory,
    busy: false,
    changed: false,
  };
}

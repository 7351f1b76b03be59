import type { StoreApi } from 'zustand/vanilla';
import type { CaptureSummary } from '../../shared/model/capture.ts';
import type { WorkspaceState } from '../../shared/model/workspace.ts';
import { formatCounted } from '../ui/format.ts';
import { readRemembered, remember } from '../ui/remembered.ts';

/** The part of the shared engine state that tells how the last end went. */
interface StartView {
  readonly workspace: WorkspaceState | undefined;
  readonly captures: readonly CaptureSummary[];
}

interface StartNoticesOptions {
  readonly engine: Pick<StoreApi<StartView>, 'getState' | 'subscribe'>;
  readonly say: (level: 'warning', message: string) => void;
  /** Ids of captures that are open because a person named them at the start. */
  readonly opened?: readonly string[];
}

const SEEN_KEY = 'frame.captures-seen';
/** As many captures are remembered as seen; older ones are long closed. */
const MOST_SEEN = 50;

function readSeen(stored: unknown): readonly string[] | undefined {
  return Array.isArray(stored) ? stored.filter((entry) => typeof entry === 'string') : undefined;
}

/** Names one opening of a capture: an id alone may come again after the program has started anew. */
function seenAs(capture: CaptureSummary): string {
  return `${capture.id} ${String(capture.openedAt)}`;
}

/** What was opened again and what is missing in it. */
function reopenedSentence({ name, exchanges, lost }: CaptureSummary): string {
  const cut = lost > 0 ? `, ${String(lost)} cut off by a crash` : '';
  return `Reopened ${name}, which was not closed: ${formatCounted(exchanges, 'exchange')}${cut}. Choose it above the list of traffic.`;
}

function firstSentence(text: string): string {
  return /^.*?[.!?](?=\s|$)/s.exec(text)?.[0] ?? text;
}

function damagedSentence(problems: WorkspaceState['problems']): string | undefined {
  const [first] = problems;
  if (!first) return undefined;
  const others = problems.length - 1;
  const more = others > 0 ? ` ${formatCounted(others, 'other file')} could not be read either.` : '';
  const sentence = firstSentence(first.message);
  const named = sentence.includes(first.file) ? sentence : `${first.file}: ${sentence}`;
  return `${named}${more} See Settings.`;
}

/**
 * Says once, at the start, what the last end of the program left behind: files of the workspace that could not be
 * read, and recordings that were opened again without being asked for. A reload of the page says nothing twice.
 * Returns the function that stops it.
 */
export function sayStartNotices({ engine, say, opened = [] }: StartNoticesOptions): () => void {
  let workspaceTold = false;
  let capturesTold = false;
  const tellWorkspace = (workspace: WorkspaceState | undefined): void => {
    if (workspaceTold || !workspace) return;
    workspaceTold = true;
    const sentence = damagedSentence(workspace.problems);
    if (sentence !== undefined) say('warning', sentence);
  };
  const tellCaptures = (captures: readonly CaptureSummary[]): void => {
    const seen = readRemembered(SEEN_KEY, readSeen, []);
    const fresh = captures.filter((capture) => !seen.includes(seenAs(capture)));
    // Later ones were opened by the user.
    const reopened = capturesTold
      ? []
      : fresh.filter(({ id, recording, followed }) => !recording && !followed && !opened.includes(id));
    capturesTold = true;
    for (const capture of reopened) say('warning', reopenedSentence(capture));
    if (fresh.length > 0) remember(SEEN_KEY, [...seen, ...fresh.map(seenAs)].slice(-MOST_SEEN));
  };
  let last: readonly CaptureSummary[] | undefined;
  const tell = ({ workspace, captures }: StartView): void => {
    tellWorkspace(workspace);
    // The engine names its captures before the user can open one: the first list is that of the start.
    if (!workspace || captures === last) return;
    last = captures;
    tellCaptures(captures);
  };
  tell(engine.getState());
  return engine.subscribe(tell);
}

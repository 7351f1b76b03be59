import { DEFAULT_CLIENT_SETTINGS } from '../../../../shared/model/input.ts';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { sayStartNotices } from '../../../../renderer/app/start-notices.ts';
import type { CaptureSummary } from '../../../../shared/model/capture.ts';
import type { WorkspaceState } from '../../../../shared/model/workspace.ts';

function capture(id: string, rest: Partial<CaptureSummary> = {}): CaptureSummary {
  const counts = { exchanges: 0, bytes: 0, openedAt: 7, lost: 0 };
  return { id, name: `${id}.hopscope`, path: `/${id}.hopscope`, recording: false, ...counts, ...rest };
}

function workspace(problems: WorkspaceState['problems'] = []): WorkspaceState {
  const nothing = {
    instances: [],
    fleets: [],
    requests: [],
    client: DEFAULT_CLIENT_SETTINGS,
    gateways: [],
    runs: [],
    mutes: [],
    filters: [],
  };
  const demo = { state: 'off', bugs: [], knownBugs: [] } as const;
  return { directory: '/w', name: 'w', ...nothing, problems, demo };
}

/** A page that was loaded, and what it says. */
function load(opened: readonly string[] = []) {
  const engine = createStore<{
    workspace: WorkspaceState | undefined;
    captures: readonly CaptureSummary[];
  }>(() => ({ workspace: undefined, captures: [] }));
  const said: string[] = [];
  const stop = sayStartNotices({ engine, say: (_level, message) => said.push(message), opened });
  return { engine, said, stop };
}

const OLD = capture('old', { exchanges: 12, lost: 2 });
const LIVE = capture('live', { recording: true });

beforeEach(() => {
  const stored = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

it('names a recording that was opened again at the start, once, also over a reload', () => {
  const first = load();
  first.engine.setState({ workspace: workspace(), captures: [OLD, LIVE] });
  first.engine.setState({ captures: [{ ...OLD }, { ...LIVE, exchanges: 3 }] });
  expect(first.said).toEqual([
    'Reopened old.hopscope, which was not closed: 12 exchanges, 2 cut off by a crash. Choose it above the list of traffic.',
  ]);
  first.stop();
  const second = load();
  second.engine.setState({ workspace: workspace(), captures: [OLD, LIVE] });
  expect(second.said).toEqual([]);
});

it('is silent about what a person named when the program was started', () => {
  const { engine, said } = load(['old']);
  engine.setState({ workspace: workspace(), captures: [OLD, capture('other'), LIVE] });
  expect(said).toEqual([expect.stringMatching(/^Reopened other\.hopscope/)]);
});

it('names it again when a later start of the program opens it again', () => {
  load().engine.setState({ workspace: workspace(), captures: [OLD] });
  const later = load();
  later.engine.setState({ workspace: workspace(), captures: [{ ...OLD, openedAt: 8 }] });
  expect(later.said).toHaveLength(1);
});

it('is silent about what the user opens, then and after a reload', () => {
  const { engine, said } = load();
  engine.setState({ workspace: workspace(), captures: [] });
  engine.setState({ captures: [OLD] });
  const reloaded = load();
  reloaded.engine.setState({ workspace: workspace(), captures: [OLD] });
  expect([...said, ...reloaded.said]).toEqual([]);
});

it('names the first damaged file in a sentence, and how many others there are', () => {
  const { engine, said } = load();
  const problems = [
    { file: 'instances.json', message: 'It is not JSON: a comma is missing. More about it.' },
    { file: 'fleets.json', message: 'It is empty.' },
  ];
  engine.setState({ workspace: workspace(problems) });
  engine.setState({ workspace: workspace(problems) });
  expect(said).toEqual([
    'instances.json: It is not JSON: a comma is missing. 1 other file could not be read either. See Settings.',
  ]);
});

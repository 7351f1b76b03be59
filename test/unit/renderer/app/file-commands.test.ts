import { describe, expect, it, vi } from 'vitest';
import { fileCommands, mainCommands } from '../../../../renderer/app/file-commands.ts';
import type { CaptureActions } from '../../../../renderer/ui/capture-actions.ts';
import type { Desktop } from '../../../../shared/bridge/desktop.ts';
import type { CaptureSummary } from '../../../../shared/model/capture.ts';

const CAPTURE: CaptureSummary = {
  ...{ id: 'c1', name: 'a.hopscope', path: '/a.hopscope', recording: true },
  ...{ exchanges: 1, bytes: 1, openedAt: 1, lost: 0 },
};

function setUp(shown: CaptureSummary | undefined, recents: readonly string[] = []) {
  const done: unknown[] = [];
  const note = (what: string) => (input?: unknown) => {
    done.push([what, input]);
    return Promise.resolve();
  };
  const files: CaptureActions = {
    startRecording: note('record'),
    redactRecording: note('redact'),
    choose: note('choose'),
    openPaths: note('open'),
    openFiles: note('files'),
    saveCopy: (capture, wish) => void note('save')([capture, wish]),
    salvage: note('salvage'),
    close: note('close'),
    importText: note('text'),
  };
  const commands = fileCommands({
    ...{ files, hasShown: shown !== undefined, shown: () => shown },
    scopes: () => [{ label: 'All' }],
    compare: (capture) => void note('compare')(capture),
    serve: (capture) => void note('serve')(capture),
    recents: recents.map((name, at) => ({ path: `/r/${name}`, name, at })),
  });
  const run = (title: string): void => {
    commands.find((command) => command.title === title)?.run();
  };
  return { commands, run, done };
}

describe('commands on recordings as files', () => {
  it('begin, open, save and close', () => {
    const { run, done } = setUp(CAPTURE);
    for (const title of [
      'New recording',
      'Open a recording…',
      'Save a copy…',
      'Export as…',
      'Serve this recording…',
      'Close this recording',
    ])
      run(title);
    expect(done).toEqual([
      ['record', undefined],
      ['choose', undefined],
      ['save', [CAPTURE, { scopes: [{ label: 'All' }] }]],
      ['save', [CAPTURE, { format: 'har', scopes: [{ label: 'All' }] }]],
      ['serve', CAPTURE],
      ['close', CAPTURE],
    ]);
  });

  it('offer nothing to save or close where nothing is shown', () => {
    expect(setUp(undefined).commands.map(({ id }) => id)).toEqual(['capture.new', 'capture.open']);
  });

  it('open the recent ones, ten of them', () => {
    const names = Array.from({ length: 12 }, (_, index) => `${String(index)}.hopscope`);
    const { commands, run, done } = setUp(undefined, names);
    expect(commands.filter(({ group }) => group === 'Recent')).toHaveLength(10);
    run('Open 3.hopscope');
    expect(done).toEqual([['open', ['/r/3.hopscope']]]);
  });
});

describe('commands of the desktop’s main process', () => {
  it('are none on the web host', () => {
    expect(mainCommands({ notify: vi.fn() })).toEqual([]);
  });

  it('are handed to it, and what it answers is told where it went wrong', async () => {
    const call = vi.fn(() => Promise.resolve({ ok: false, error: { code: 'IO', message: 'No room.' } }));
    const desktop = { call, onWish: () => () => undefined, pathOf: () => '' } as unknown as Desktop;
    const notify = vi.fn();
    const commands = mainCommands({ desktop, notify });
    commands.find(({ id }) => id === 'window.new')?.run();
    await new Promise((resolve) => setImmediate(resolve));
    expect(call).toHaveBeenCalledWith('command.run', { id: 'window.new' });
    expect(notify).toHaveBeenCalledWith('fault', 'No room.');
  });
});

import type { MessageBoxOptions } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import {
  createUpdates,
  type Feed,
  feedWords,
  findFeed,
  type Updater,
} from '../../../../electron/main/updates.ts';

describe('findFeed', () => {
  it.each<[string | undefined, boolean, Feed | undefined]>([
    [undefined, false, undefined],
    ['', false, undefined],
    [undefined, true, { kind: 'packaged' }],
    ['https://x.test/feed', false, { kind: 'address', url: 'https://x.test/feed' }],
    ['http://x.test/feed', true, undefined],
    ['https://me:pw@x.test/', true, undefined],
    ['nonsense', true, undefined],
  ])('%j, packaged: %s', (named, packaged, feed) => {
    expect(findFeed({ HOPSCOPE_UPDATE_FEED: named }, () => packaged)).toEqual(feed);
  });

  it('is named in words', () => {
    expect(feedWords(undefined)).toBeNull();
    expect(feedWords({ kind: 'address', url: 'https://x.test/' })).toBe('https://x.test/');
  });
});

function setUp(feed: Feed | undefined, answers: readonly number[] = [], found: string | null = null) {
  const asked: MessageBoxOptions[] = [];
  const updater = {
    ...{ autoDownload: true, autoInstallOnAppQuit: true, allowDowngrade: true, logger: console as unknown },
    setFeedURL: vi.fn<Updater['setFeedURL']>(),
    checkForUpdates: vi.fn<Updater['checkForUpdates']>(() =>
      Promise.resolve({ isUpdateAvailable: found !== null, updateInfo: { version: found ?? '1.0.0' } }),
    ),
    downloadUpdate: vi.fn(() => Promise.resolve()),
    quitAndInstall: vi.fn(),
  };
  const load = vi.fn(() => Promise.resolve<Updater>(updater));
  const onBug = vi.fn();
  const left = [...answers];
  const updates = createUpdates({
    ...{ feed, version: '1.0.0', load, onBug },
    ask: (question) => {
      asked.push(question);
      return Promise.resolve(left.shift() ?? 0);
    },
  });
  return { updates, updater, load, asked, onBug };
}

const ADDRESS: Feed = { kind: 'address', url: 'https://x.test/feed' };

describe('without a feed', () => {
  it('nothing is loaded or asked of anybody, and who asks is told so', async () => {
    const { updates, load, asked } = setUp(undefined);
    await updates.lookQuietly();
    expect(asked).toEqual([]);
    await updates.lookNow();
    expect(load).not.toHaveBeenCalled();
    expect(asked).toMatchObject([{ message: 'This build does not know where to look.' }]);
  });
});

describe('with a feed', () => {
  it('does nothing by itself, whatever the updater would do', async () => {
    const { updates, updater } = setUp(ADDRESS, [1], '2.0.0');
    await updates.lookQuietly();
    expect(updater).toMatchObject({
      autoDownload: false,
      autoInstallOnAppQuit: false,
      allowDowngrade: false,
    });
    expect(updater.setFeedURL).toHaveBeenCalledWith({ provider: 'generic', url: 'https://x.test/feed' });
    expect(updater.downloadUpdate).not.toHaveBeenCalled();
  });

  it('asks before the download, with where from, and before the installation', async () => {
    const { updates, updater, asked } = setUp(ADDRESS, [0, 1], '2.0.0');
    await updates.lookNow();
    expect(asked.map(({ message }) => message)).toEqual([
      'Hopscope 2.0.0 is there. Download it?',
      'Install Hopscope 2.0.0 now?',
    ]);
    expect(asked[0]?.detail).toContain('https://x.test/feed');
    expect(asked[0]).toMatchObject({ defaultId: 1, cancelId: 1 });
    expect(updater.downloadUpdate).toHaveBeenCalledOnce();
    expect(updater.quitAndInstall).not.toHaveBeenCalled();
    const yes = setUp({ kind: 'packaged' }, [0, 0], '2.0.0');
    await yes.updates.lookNow();
    expect(yes.updater.setFeedURL).not.toHaveBeenCalled();
    expect(yes.updater.quitAndInstall).toHaveBeenCalledOnce();
  });

  it('says that there is none only where a person asked', async () => {
    const { updates, asked } = setUp(ADDRESS);
    await updates.lookQuietly();
    expect(asked).toEqual([]);
    await updates.lookNow();
    expect(asked).toMatchObject([{ message: 'There is no newer version.' }]);
  });

  it('says why it could not look only where a person asked, and tells the log', async () => {
    const { updates, updater, asked, onBug } = setUp(ADDRESS);
    updater.checkForUpdates.mockRejectedValue(new Error('ENOTFOUND'));
    await updates.lookQuietly();
    expect([asked.length, onBug.mock.calls.length]).toEqual([0, 1]);
    await updates.lookNow();
    expect(asked).toMatchObject([{ message: 'No new version could be had.', detail: 'ENOTFOUND' }]);
  });

  it('looks once at a time', async () => {
    const { updates, updater } = setUp(ADDRESS);
    await Promise.all([updates.lookNow(), updates.lookNow()]);
    expect(updater.checkForUpdates).toHaveBeenCalledOnce();
  });
});

import type { MessageBoxOptions } from 'electron';

/** What is used of electron-updater's autoUpdater. */
export interface Updater {
  autoDownload: boolean;
  autoInstallOnAppQuit: boolean;
  allowDowngrade: boolean;
  logger: unknown;
  setFeedURL(feed: { readonly provider: 'generic'; readonly url: string }): void;
  checkForUpdates(): Promise<{
    readonly isUpdateAvailable: boolean;
    readonly updateInfo: { readonly version: string };
  } | null>;
  downloadUpdate(): Promise<unknown>;
  quitAndInstall(): void;
}

/** Where new versions come from: what this build was packaged with, or an address that its user has named. */
export type Feed = { readonly kind: 'packaged' } | { readonly kind: 'address'; readonly url: string };

export interface UpdatesOptions {
  readonly feed: Feed | undefined;
  readonly version: string;
  /** Loaded when it is needed first: what is not configured is not even loaded. */
  readonly load: () => Promise<Updater>;
  readonly ask: (question: MessageBoxOptions) => Promise<number>;
  readonly onBug: (where: string, thrown: unknown) => void;
}

export interface Updates {
  /** A person asked: every outcome is told. */
  lookNow(): Promise<void>;
  /** At a start: only a new version is told of. */
  lookQuietly(): Promise<void>;
}

const YES = 0;

/**
 * The feed: `HOPSCOPE_UPDATE_FEED`, an https address, else what `app-update.yml` says that electron-builder puts beside a
 * build that is published somewhere. Undefined: nothing is ever looked for, and nothing leaves this machine.
 */
export function findFeed(
  env: Readonly<Record<string, string | undefined>>,
  hasPackagedFeed: () => boolean,
): Feed | undefined {
  const named = env['HOPSCOPE_UPDATE_FEED'];
  if (named !== undefined && named !== '') {
    const url = URL.parse(named);
    return url?.protocol === 'https:' && url.username === '' ? { kind: 'address', url: url.href } : undefined;
  }
  return hasPackagedFeed() ? { kind: 'packaged' } : undefined;
}

/** In words, for Settings. */
export function feedWords(feed: Feed | undefined): string | null {
  if (!feed) return null;
  return feed.kind === 'address' ? feed.url : 'the address that this build was made with';
}

/** New versions: looked for only where a feed is configured, downloaded and installed only after a question each. */
export function createUpdates(options: UpdatesOptions): Updates {
  const { feed, version, load, ask, onBug } = options;
  let busy = false;

  const tell = async (message: string, detail: string): Promise<void> => {
    await ask({ type: 'info', title: 'Hopscope', message, detail, buttons: ['OK'] });
  };
  const askYes = async (message: string, detail: string, yes: string): Promise<boolean> => {
    const buttons = [yes, 'Not now'];
    const shape = { type: 'question', title: 'Hopscope', defaultId: 1, cancelId: 1, noLink: true } as const;
    return (await ask({ ...shape, message, detail, buttons })) === YES;
  };
  const open = async (known: Feed): Promise<Updater> => {
    const updater = await load();
    // Nothing by itself.
    updater.autoDownload = false;
    updater.autoInstallOnAppQuit = false;
    updater.allowDowngrade = false;
    updater.logger = null;
    if (known.kind === 'address') updater.setFeedURL({ provider: 'generic', url: known.url });
    return updater;
  };
  const look = async (known: Feed, asked: boolean): Promise<void> => {
    const updater = await open(known);
    const found = await updater.checkForUpdates();
    if (!found?.isUpdateAvailable) {
      if (asked)
        await tell(
          'There is no newer version.',
          `This is Hopscope ${version}. Looked at: ${String(feedWords(known))}.`,
        );
      return;
    }
    const next = found.updateInfo.version;
    const from = `This is Hopscope ${version}. It would be downloaded from ${String(feedWords(known))}, and nothing is installed yet.`;
    if (!(await askYes(`Hopscope ${next} is there. Download it?`, from, 'Download'))) return;
    await updater.downloadUpdate();
    const install = 'Hopscope ends for it and starts anew. What is recorded is kept.';
    if (await askYes(`Install Hopscope ${next} now?`, install, 'Install')) updater.quitAndInstall();
  };
  const guarded = async (asked: boolean): Promise<void> => {
    if (!feed) {
      if (asked) {
        await tell(
          'This build does not know where to look.',
          `This is Hopscope ${version}. No address for new versions is configured, so nothing was asked of anybody. To name one, set the environment variable HOPSCOPE_UPDATE_FEED to an https address.`,
        );
      }
      return;
    }
    if (busy) return;
    busy = true;
    try {
      await look(feed, asked);
    } catch (error) {
      onBug('looking for a new version', error);
      const why = error instanceof Error ? error.message : String(error);
      if (asked) await tell('No new version could be had.', why.slice(0, 500));
    } finally {
      busy = false;
    }
  };
  return { lookNow: () => guarded(true), lookQuietly: () => guarded(false) };
}

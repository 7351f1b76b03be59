import { useEffect } from 'react';
import type { DesktopWish } from '../../shared/bridge/desktop.ts';
import { useApp, type AppContextValue } from '../ui/app-context.ts';
import type { CaptureActions } from '../ui/capture-actions.ts';
import type { CommandRegistry } from './command-registry.ts';

interface WishParts {
  readonly registry: Pick<CommandRegistry, 'getState'>;
  readonly files: Pick<CaptureActions, 'openPaths'>;
  readonly go: AppContextValue['go'];
}

/** Does what the desktop program wants of this page: a menu was used, a file or a link opened. */
export function carryOut(wish: DesktopWish, { registry, files, go }: WishParts): void {
  switch (wish.kind) {
    case 'command':
      // As with keys, the command that was added last is meant.
      registry
        .getState()
        .commands.findLast(({ id }) => id === wish.id)
        ?.run();
      return;
    case 'open':
      void files.openPaths(wish.paths);
      return;
    case 'add-server':
      go({ screen: 'fleet', add: true, address: wish.url });
      return;
    case 'filter':
      go({ screen: 'traffic', filter: wish.text });
      return;
    case 'show-replay':
      go({ screen: 'replay', replayId: wish.id });
      return;
    case 'show-tasks':
      go({ screen: 'tasks' });
      return;
  }
}

/** Connects the window with the desktop program around it: what it wants is done, and its menus know what can be. */
export function useDesktop(registry: CommandRegistry, files: CaptureActions): void {
  const { desktop, go } = useApp();
  useEffect(() => {
    if (!desktop) return undefined;
    const stop = desktop.onWish((wish) => {
      carryOut(wish, { registry, files, go });
    });
    void desktop.call('page.ready', null);
    return stop;
  }, [desktop, registry, files, go]);
  useEffect(() => {
    if (!desktop) return undefined;
    let due = false;
    const offer = (): void => {
      due = false;
      const commands = registry
        .getState()
        .commands.map(({ id, checked }) => ({ id, ...(checked !== undefined && { checked }) }));
      void desktop.call('menu.offer', { commands });
    };
    // Screens add and take away several lists at once.
    const soon = (): void => {
      if (due) return;
      due = true;
      queueMicrotask(offer);
    };
    soon();
    return registry.subscribe(soon);
  }, [desktop, registry]);
}

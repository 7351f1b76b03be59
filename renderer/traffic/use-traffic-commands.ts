import { useEffect } from 'react';
import type { CommandId } from '../../shared/commands/catalogue.ts';
import type { Row } from '../../shared/model/exchange.ts';
import { useApp, type AppCommand, type AppContextValue } from '../ui/app-context.ts';
import { catalogued } from '../ui/catalogued.ts';
import { exchangeActions, type ExchangeActions } from './exchange-actions.ts';
import type { SaveFormat } from '../ui/save-copy/save-formats.ts';
import { focusFilter } from './filter-box.tsx';
import { focusFindingsFilter } from './findings/findings-bar.tsx';
import { moveInFindings } from './findings/findings-panel.tsx';
import { saveScopes } from './save-scopes.ts';
import { useTraffic, useTrafficModel } from './traffic-context.ts';
import type { Traffic } from './traffic-state.ts';

const PAGE_ROWS = 20;

function moveCommands({ actions, getState }: Traffic): readonly AppCommand[] {
  const move = (id: CommandId, by: number): AppCommand =>
    catalogued(id, () => {
      if (getState().view === 'findings') moveInFindings(by);
      else actions.move(by);
    });
  return [
    move('traffic.next', 1),
    move('traffic.previous', -1),
    move('traffic.page-down', PAGE_ROWS),
    move('traffic.page-up', -PAGE_ROWS),
    move('traffic.first', Number.NEGATIVE_INFINITY),
    move('traffic.last', Number.POSITIVE_INFINITY),
    catalogued('traffic.open', actions.openDetail),
    catalogued('traffic.close', actions.closePane),
  ];
}

function listCommands(traffic: Traffic, warn: (message: string) => void): readonly AppCommand[] {
  const { actions } = traffic;
  return [
    catalogued('traffic.filter', () => {
      if (traffic.getState().view === 'findings') focusFindingsFilter();
      else focusFilter();
    }),
    catalogued('traffic.view', () => {
      actions.setView(traffic.getState().view === 'findings' ? 'exchanges' : 'findings');
    }),
    catalogued('traffic.clear', actions.clear),
    catalogued('traffic.mark', () => {
      const { focused } = traffic.getState();
      if (focused === undefined) warn('Select an exchange first.');
      else actions.toggleMark(focused);
    }),
    catalogued('traffic.compare', () => {
      const problem = actions.compare();
      if (problem !== undefined) warn(problem);
    }),
  ];
}

/** Those that switch something on and off: the native menus show which. */
function switchCommands({ actions }: Traffic, follow: boolean, paused: boolean): readonly AppCommand[] {
  return [
    catalogued(
      'traffic.follow',
      () => {
        actions.setFollow(!follow);
      },
      follow,
    ),
    catalogued(
      'traffic.pause',
      () => {
        actions.setPaused(!paused);
      },
      paused,
    ),
  ];
}

function exchangeCommands(
  traffic: Traffic,
  exchange: ExchangeActions,
  warn: (message: string) => void,
): readonly AppCommand[] {
  const withSelected = (act: (captureId: string, row: Row) => Promise<void>) => () => {
    const { captureId, focused } = traffic.getState();
    const row = focused === undefined ? undefined : traffic.row(focused);
    if (captureId === undefined || !row) warn('Select an exchange first.');
    else void act(captureId, row);
  };
  const resend = withSelected((captureId, row) => exchange.resend(captureId, row));
  return [
    catalogued('traffic.resend', resend),
    catalogued('traffic.edit', withSelected(exchange.edit)),
    catalogued('traffic.curl', withSelected(exchange.copyCurl)),
    catalogued('traffic.cancel', withSelected(exchange.cancel)),
  ];
}

/** Opens the dialog for what is marked, or else selected. */
export function exportSelected(
  traffic: Traffic,
  { engine, saveCopy }: Pick<AppContextValue, 'engine' | 'saveCopy'>,
  format: SaveFormat = 'har',
): boolean {
  const { captureId, marked, focused } = traffic.getState();
  const capture = engine.getState().captures.find(({ id }) => id === captureId);
  if (!capture || (marked.size === 0 && focused === undefined)) return false;
  saveCopy(capture, { format, scopes: saveScopes(traffic, 'selected') });
  return true;
}

/** Puts what can be done on this screen into the one list of commands, while it is shown. */
export function useTrafficCommands(): void {
  const app = useApp();
  const traffic = useTrafficModel();
  const follow = useTraffic((state) => state.follow);
  const paused = useTraffic((state) => state.paused);
  useEffect(() => app.addCommands(switchCommands(traffic, follow, paused)), [app, traffic, follow, paused]);
  useEffect(() => {
    const warn = (message: string): void => {
      app.notify('note', message);
    };
    return app.addCommands([
      catalogued('traffic.export', () => {
        if (!exportSelected(traffic, app)) warn('Select an exchange first, or mark some.');
      }),
      ...exchangeCommands(traffic, exchangeActions(app), warn),
      ...listCommands(traffic, warn),
      ...moveCommands(traffic),
    ]);
  }, [app, traffic]);
}

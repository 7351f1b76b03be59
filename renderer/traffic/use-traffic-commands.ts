import { useEffect } from 'react';
import type { Row } from '../../shared/model/exchange.ts';
import { useApp, type AppCommand } from '../ui/app-context.ts';
import { exchangeActions, type ExchangeActions } from './exchange-actions.ts';
import { focusFilter } from './filter-box.tsx';
import { focusFindingsFilter } from './findings/findings-bar.tsx';
import { moveInFindings } from './findings/findings-panel.tsx';
import { useTrafficModel } from './traffic-context.ts';
import type { Traffic } from './traffic-state.ts';

const PAGE_ROWS = 20;

function moveCommands({ actions, getState }: Traffic): readonly AppCommand[] {
  const move = (id: string, title: string, by: number): AppCommand => ({
    id: `traffic.${id}`,
    title,
    group: 'List',
    run: () => {
      if (getState().view === 'findings') moveInFindings(by);
      else actions.move(by);
    },
  });
  return [
    move('next', 'Next exchange', 1),
    move('previous', 'Previous exchange', -1),
    move('page-down', 'A page down', PAGE_ROWS),
    move('page-up', 'A page up', -PAGE_ROWS),
    move('first', 'First exchange', Number.NEGATIVE_INFINITY),
    move('last', 'Last exchange', Number.POSITIVE_INFINITY),
    { id: 'traffic.open', title: 'Open the exchange', group: 'List', run: actions.openDetail },
    { id: 'traffic.close', title: 'Close the detail', group: 'List', run: actions.closePane },
  ];
}

function listCommands(traffic: Traffic, warn: (message: string) => void): readonly AppCommand[] {
  const { actions } = traffic;
  const group = 'List';
  return [
    {
      id: 'traffic.filter',
      title: 'Filter the list',
      group,
      run: () => {
        if (traffic.getState().view === 'findings') focusFindingsFilter();
        else focusFilter();
      },
    },
    {
      id: 'traffic.view',
      title: 'Findings or exchanges',
      group,
      run: () => {
        actions.setView(traffic.getState().view === 'findings' ? 'exchanges' : 'findings');
      },
    },
    {
      id: 'traffic.follow',
      title: 'Follow the newest exchange',
      group,
      run: () => {
        actions.setFollow(!traffic.getState().follow);
      },
    },
    {
      id: 'traffic.pause',
      title: 'Pause the list',
      group,
      run: () => {
        actions.setPaused(!traffic.getState().paused);
      },
    },
    { id: 'traffic.clear', title: 'Clear the list', group, run: actions.clear },
    {
      id: 'traffic.mark',
      title: 'Mark for comparing',
      group,
      run: () => {
        const { focused } = traffic.getState();
        if (focused === undefined) warn('Select an exchange first.');
        else actions.toggleMark(focused);
      },
    },
    {
      id: 'traffic.compare',
      title: 'Compare the marked exchanges',
      group,
      run: () => {
        const problem = actions.compare();
        if (problem !== undefined) warn(problem);
      },
    },
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
  const group = 'Exchange';
  const resend = withSelected((captureId, row) => exchange.resend(captureId, row));
  return [
    { id: 'traffic.resend', title: 'Resend', group, run: resend },
    { id: 'traffic.edit', title: 'Edit and resend', group, run: withSelected(exchange.edit) },
    { id: 'traffic.curl', title: 'Copy as curl', group, run: withSelected(exchange.copyCurl) },
    { id: 'traffic.cancel', title: 'Cancel the open exchange', group, run: withSelected(exchange.cancel) },
  ];
}

/** Puts what can be done on this screen into the one list of commands, while it is shown. */
export function useTrafficCommands(): void {
  const app = useApp();
  const traffic = useTrafficModel();
  useEffect(() => {
    const warn = (message: string): void => {
      app.notify('note', message);
    };
    return app.addCommands([
      ...exchangeCommands(traffic, exchangeActions(app), warn),
      ...listCommands(traffic, warn),
      ...moveCommands(traffic),
    ]);
  }, [app, traffic]);
}

import { Menu } from '@mantine/core';
import { useState, type MouseEvent, type ReactNode } from 'react';
import { commandInfo, type CommandId } from '../../shared/commands/catalogue.ts';
import { EXPORT_FORMATS } from '../../shared/model/file-transfer.ts';
import { useApp, type AppContextValue } from '../ui/app-context.ts';
import { formatCount } from '../ui/format.ts';
import { FORMAT_LABELS } from '../ui/save-copy/save-formats.ts';
import { exchangeActions } from './exchange-actions.ts';
import styles from './row-menu.module.css';
import { useTraffic, useTrafficModel } from './traffic-context.ts';
import type { Traffic } from './traffic-state.ts';
import { exportSelected } from './use-traffic-commands.ts';

/** Where the menu opens, in px of the window, and the row that it is about. */
interface At {
  readonly x: number;
  readonly y: number;
  readonly number: number;
  /** Gets the focus back. */
  readonly grid: HTMLElement;
}

/** The row under the pointer, or the selected one where a key has asked for the menu. */
function rowAt(event: MouseEvent<HTMLElement>, focused: number | undefined): At | undefined {
  const grid = event.currentTarget;
  const row = event.target instanceof Element ? event.target.closest('[data-number]') : null;
  if (row)
    return { x: event.clientX, y: event.clientY, number: Number(row.getAttribute('data-number')), grid };
  const selected = focused === undefined ? null : document.getElementById(`row-${focused}`);
  if (!selected || focused === undefined) return undefined;
  const { left, bottom } = selected.getBoundingClientRect();
  return { x: left + 40, y: bottom, number: focused, grid };
}

function Item({
  id,
  run,
  title,
}: {
  readonly id: CommandId;
  readonly run: () => void;
  readonly title?: string;
}) {
  const { title: known, keys } = commandInfo(id);
  return (
    <Menu.Item rightSection={<kbd className={styles.key}>{keys?.[0]}</kbd>} onClick={run}>
      {title ?? known}
    </Menu.Item>
  );
}

function ExportItems({ app, traffic }: { readonly app: AppContextValue; readonly traffic: Traffic }) {
  const marked = useTraffic((state) => state.marked.size);
  const what = marked > 1 ? `the ${formatCount(marked)} marked` : marked === 1 ? 'the marked one' : 'it';
  return (
    <Menu.Sub>
      <Menu.Sub.Target>
        <Menu.Sub.Item>Export {what} as</Menu.Sub.Item>
      </Menu.Sub.Target>
      <Menu.Sub.Dropdown>
        {EXPORT_FORMATS.map((format) => (
          <Menu.Item
            key={format}
            onClick={() => {
              exportSelected(traffic, app, format);
            }}
          >
            {FORMAT_LABELS[format]}…
          </Menu.Item>
        ))}
      </Menu.Sub.Dropdown>
    </Menu.Sub>
  );
}

function Items({ number }: { readonly number: number }) {
  const app = useApp();
  const traffic = useTrafficModel();
  const isMarked = useTraffic((state) => state.marked.has(number));
  const { actions } = traffic;
  const { resend, edit, copyCurl } = exchangeActions(app);
  const withRow = (act: typeof edit) => (): void => {
    const { captureId } = traffic.getState();
    const row = traffic.row(number);
    if (captureId !== undefined && row) void act(captureId, row);
  };
  return (
    <Menu.Dropdown aria-label={`Exchange ${number}`}>
      <Item id="traffic.open" run={actions.openDetail} />
      <Item id="traffic.resend" run={withRow((captureId, row) => resend(captureId, row))} />
      <Item id="traffic.edit" run={withRow(edit)} />
      <Item id="traffic.curl" run={withRow(copyCurl)} />
      <Menu.Divider />
      <Item
        id="traffic.mark"
        title={isMarked ? 'Unmark' : 'Mark for comparing or exporting'}
        run={() => {
          actions.toggleMark(number);
        }}
      />
      <Item
        id="traffic.compare"
        run={() => {
          const problem = actions.compare();
          if (problem !== undefined) app.notify('note', problem);
        }}
      />
      <Menu.Divider />
      <ExportItems app={app} traffic={traffic} />
    </Menu.Dropdown>
  );
}

/** The menu of a row: what can be done with it and with what is marked. */
export function useRowMenu(): {
  readonly menu: ReactNode;
  readonly onContextMenu: (event: MouseEvent<HTMLElement>) => void;
} {
  const traffic = useTrafficModel();
  const [at, setAt] = useState<At>();
  const onContextMenu = (event: MouseEvent<HTMLElement>): void => {
    const found = rowAt(event, traffic.getState().focused);
    if (!found) return;
    event.preventDefault();
    traffic.actions.focus(found.number);
    setAt(found);
  };
  const menu = at && (
    <Menu
      key={`${at.x} ${at.y} ${at.number}`}
      defaultOpened
      position="bottom-start"
      returnFocus={false}
      onClose={() => {
        at.grid.focus();
        setAt(undefined);
      }}
    >
      <Menu.Target>
        <button
          type="button"
          tabIndex={-1}
          aria-label={`Menu of exchange ${at.number}`}
          className={styles.at}
          style={{ left: at.x, top: at.y }}
        />
      </Menu.Target>
      <Items number={at.number} />
    </Menu>
  );
  return { menu, onContextMenu };
}

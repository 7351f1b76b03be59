import { ActionIcon, Menu } from '@mantine/core';
import { IconColumns3 } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import { columnLayout, resetColumns, toggleColumn } from './column-layout.ts';
import { COLUMNS } from './columns.ts';

/** Which columns are shown: one entry each, and the way back to how it was at first. */
function ColumnChoices() {
  const { hidden } = useStore(columnLayout);
  return (
    <Menu.Dropdown aria-label="Columns">
      <Menu.Label>Some are left out where the list is narrow</Menu.Label>
      {COLUMNS.filter((column) => !column.fixed).map((column) => (
        <Menu.CheckboxItem
          key={column.id}
          checked={!hidden.includes(column.id)}
          onChange={() => {
            toggleColumn(column.id);
          }}
        >
          {column.longTitle}
        </Menu.CheckboxItem>
      ))}
      <Menu.Divider />
      <Menu.Item onClick={resetColumns}>Columns as they were at first</Menu.Item>
    </Menu.Dropdown>
  );
}

/** The button that opens the choice of columns. */
export function ColumnMenu() {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label="Columns" data-tip="Which columns are shown">
          <IconColumns3 size={15} />
        </ActionIcon>
      </Menu.Target>
      <ColumnChoices />
    </Menu>
  );
}

/** Opens the same choice on a right click on `children`. */
export function ColumnContextMenu({ children }: { readonly children: ReactElement }) {
  return (
    <Menu>
      <Menu.ContextMenu>{children}</Menu.ContextMenu>
      <ColumnChoices />
    </Menu>
  );
}

import { ActionIcon } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';

/** Undo of one line. */
export function UndoButton({ what, onUndo }: { readonly what: string; readonly onUndo: () => void }) {
  return (
    <ActionIcon
      aria-label={`Undo the change of ${what}`}
      data-tip={`Undo the change of ${what}`}
      onClick={onUndo}
    >
      <IconArrowBackUp size={14} />
    </ActionIcon>
  );
}

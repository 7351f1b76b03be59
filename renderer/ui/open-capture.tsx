import { Button } from '@mantine/core';
import { IconFolderOpen } from '@tabler/icons-react';
import { useRef } from 'react';
import { useApp } from './app-context.ts';
import { captureActions } from './capture-actions.ts';

interface OpenCaptureProps {
  /** What stands on the button. */
  readonly label: string;
  /** It is open, and its rows can be had. What went wrong is said by a notice. */
  readonly onOpened: (captureId: string) => void;
}

/** A button that opens a recording: by the system's dialog on the desktop, by transfer on the web host. */
export function OpenCapture({ label, onOpened }: OpenCaptureProps) {
  const app = useApp();
  const upload = useRef<HTMLInputElement>(null);
  const files = captureActions(app, onOpened);
  return (
    <>
      <Button
        leftSection={<IconFolderOpen size={14} />}
        onClick={() => {
          if (app.desktop) void files.choose();
          else upload.current?.click();
        }}
      >
        {label}
      </Button>
      <input
        ref={upload}
        type="file"
        accept=".hopscope"
        hidden
        aria-label="Recording to open"
        onChange={(event) => {
          const chosen = [...(event.currentTarget.files ?? [])];
          // The same file can be chosen again.
          event.currentTarget.value = '';
          void files.openFiles(chosen);
        }}
      />
    </>
  );
}

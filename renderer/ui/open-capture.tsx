import { Button } from '@mantine/core';
import { IconFolderOpen } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useApp, useEngine } from './app-context.ts';
import { captureActions } from './capture-actions.ts';
import { PathForm } from './path-form.tsx';

interface OpenCaptureProps {
  /** What stands on the button. */
  readonly label: string;
  /** It is open, and its rows can be had. What went wrong is said by a notice. */
  readonly onOpened: (captureId: string) => void;
}

/** A button that opens a recording: by its path on the desktop, by transfer on the web host. */
export function OpenCapture({ label, onOpened }: OpenCaptureProps) {
  const app = useApp();
  const byPath = useEngine((state) => state.info?.files === 'path');
  const [asking, setAsking] = useState(false);
  const upload = useRef<HTMLInputElement>(null);
  const files = captureActions(app, onOpened);
  if (asking) {
    return (
      <PathForm
        label="Path of the recording"
        button="Open"
        initial=""
        onPath={(path) => {
          setAsking(false);
          void files.openPath(path);
        }}
        onCancel={() => {
          setAsking(false);
        }}
      />
    );
  }
  return (
    <>
      <Button
        leftSection={<IconFolderOpen size={14} />}
        onClick={() => {
          if (byPath) setAsking(true);
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
          const file = event.currentTarget.files?.[0];
          // The same file can be chosen again.
          event.currentTarget.value = '';
          if (file) void files.upload(file);
        }}
      />
    </>
  );
}

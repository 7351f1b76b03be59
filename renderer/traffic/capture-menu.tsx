import { Button, Menu } from '@mantine/core';
import {
  IconChevronDown,
  IconCircleDot,
  IconDownload,
  IconFolderOpen,
  IconRepeat,
  IconX,
} from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { CaptureSummary } from '../../shared/model/capture.ts';
import { useApp, useEngine } from '../ui/app-context.ts';
import { captureActions, type CaptureActions } from '../ui/capture-actions.ts';
import { formatCounted, formatSize } from '../ui/format.ts';
import { PathForm } from '../ui/path-form.tsx';
import styles from './capture-menu.module.css';
import { useTraffic, useTrafficModel } from './traffic-context.ts';

function CaptureEntry({ capture, shown }: { readonly capture: CaptureSummary; readonly shown: boolean }) {
  const { actions } = useTrafficModel();
  return (
    <Menu.RadioItem
      value={capture.id}
      checked={shown}
      closeMenuOnClick
      rightSection={
        <span className={styles.dot} data-recording={capture.recording || capture.followed || undefined} />
      }
      onChange={() => {
        actions.showCapture(capture.id);
      }}
      data-tip={capture.path}
    >
      <span className={styles.name} data-shown={shown || undefined}>
        {capture.name}
      </span>
      <span className={styles.facts}>
        {formatCounted(capture.exchanges, 'exchange')}, {formatSize(capture.bytes)}
        {capture.recording && ', recording'}
        {capture.followed && ', recorded by another Hopscope now'}
        {capture.lost > 0 && `, ${formatCounted(capture.lost, 'exchange')} cut off by a crash`}
      </span>
    </Menu.RadioItem>
  );
}

interface CaptureChoicesProps {
  readonly shown: CaptureSummary | undefined;
  readonly files: CaptureActions;
  readonly onOpen: () => void;
  readonly onSave: (capture: CaptureSummary) => void;
}

function CaptureChoices({ shown, files, onOpen, onSave }: CaptureChoicesProps) {
  const { go } = useApp();
  const captures = useEngine((state) => state.captures);
  return (
    <Menu.Dropdown aria-label="Captures">
      {captures.length > 0 && <Menu.Label>Open captures</Menu.Label>}
      {captures.map((capture) => (
        <CaptureEntry key={capture.id} capture={capture} shown={capture === shown} />
      ))}
      {captures.length > 0 && <Menu.Divider />}
      <Menu.Item leftSection={<IconCircleDot size={14} />} onClick={() => void files.startRecording()}>
        New recording
      </Menu.Item>
      <Menu.Item leftSection={<IconFolderOpen size={14} />} onClick={onOpen}>
        Open a capture…
      </Menu.Item>
      {shown && (
        <>
          <Menu.Item
            leftSection={<IconDownload size={14} />}
            onClick={() => {
              onSave(shown);
            }}
          >
            Save a copy…
          </Menu.Item>
          <Menu.Item
            leftSection={<IconRepeat size={14} />}
            onClick={() => {
              go({ screen: 'replay', captureId: shown.id });
            }}
          >
            Replay {shown.name}
          </Menu.Item>
          <Menu.Item leftSection={<IconX size={14} />} onClick={() => void files.close(shown)}>
            Close {shown.name}
          </Menu.Item>
        </>
      )}
    </Menu.Dropdown>
  );
}

/** The open captures, and what can be done with them as files: by path on the desktop, by transfer on the web host. */
export function CaptureMenu() {
  const app = useApp();
  const traffic = useTrafficModel();
  const byPath = useEngine((state) => state.info?.files === 'path');
  const captureId = useTraffic((state) => state.captureId);
  const shown = useEngine((state) => state.captures.find((capture) => capture.id === captureId));
  const [asking, setAsking] = useState<'open' | 'save'>();
  const upload = useRef<HTMLInputElement>(null);
  const files = captureActions(app, traffic.actions.showCapture);
  if (asking !== undefined) {
    const open = asking === 'open';
    return (
      <PathForm
        label={open ? 'Path of the capture' : 'Path of the copy'}
        button={open ? 'Open' : 'Save a copy'}
        initial={open || !shown ? '' : shown.path.replace(/(\.hopscope)?$/, ' copy$1')}
        onPath={(path) => {
          setAsking(undefined);
          if (open) void files.openPath(path);
          else if (shown) void files.saveCopyTo(shown, path);
        }}
        onCancel={() => {
          setAsking(undefined);
        }}
      />
    );
  }
  return (
    <>
      <Menu position="bottom-start">
        <Menu.Target>
          <Button variant="subtle" className={styles.button} rightSection={<IconChevronDown size={12} />}>
            <span className={styles.dot} data-recording={shown?.recording || shown?.followed || undefined} />
            <span className={styles.shown}>{shown?.name ?? 'No capture'}</span>
          </Button>
        </Menu.Target>
        <CaptureChoices
          shown={shown}
          files={files}
          onOpen={() => {
            if (byPath) setAsking('open');
            else upload.current?.click();
          }}
          onSave={(capture) => {
            if (byPath) setAsking('save');
            else void files.downloadCopy(capture);
          }}
        />
      </Menu>
      <input
        ref={upload}
        type="file"
        accept=".hopscope"
        hidden
        aria-label="Capture file"
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

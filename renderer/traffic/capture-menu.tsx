import { Button, Menu } from '@mantine/core';
import {
  IconArchive,
  IconArrowsLeftRight,
  IconChevronDown,
  IconCircleDot,
  IconDownload,
  IconFileExport,
  IconFolderOpen,
  IconRepeat,
  IconServerBolt,
  IconX,
} from '@tabler/icons-react';
import { useRef } from 'react';
import type { CaptureSummary } from '../../shared/model/capture.ts';
import { EXPORT_FORMATS } from '../../shared/model/file-transfer.ts';
import { REDACTED_SENTENCES, REDACTED_WORDS } from '../../shared/model/redacted-words.ts';
import { useApp, useEngine } from '../ui/app-context.ts';
import { DEFAULT_REDACTION_RULES } from '../../shared/model/redaction.ts';
import { captureActions, type CaptureActions } from '../ui/capture-actions.ts';
import { formatCounted, formatSize } from '../ui/format.ts';
import { FORMAT_LABELS } from '../ui/save-copy/save-formats.ts';
import styles from './capture-menu.module.css';
import { saveScopes } from './save-scopes.ts';
import { useTraffic, useTrafficModel } from './traffic-context.ts';

/** Others that are open and stand in the menu to be compared with. */
const MOST_COMPARED = 5;

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
        {capture.redacts && ', redacted as it is recorded'}
        {!capture.redacts && capture.redacted && `, ${REDACTED_WORDS[capture.redacted]}`}
        {capture.followed && ', recorded by another Hopscope now'}
        {capture.lost > 0 && `, ${formatCounted(capture.lost, 'exchange')} cut off by a crash`}
      </span>
    </Menu.RadioItem>
  );
}

/** What it can be held against, and the way to all that there are. */
function OtherCaptures({ shown }: { readonly shown: CaptureSummary }) {
  const { go } = useApp();
  const captures = useEngine((state) => state.captures);
  return (
    <>
      {captures
        .filter((other) => other !== shown && other.exchanges > 0)
        .slice(0, MOST_COMPARED)
        .map((other) => (
          <Menu.Item
            key={other.id}
            leftSection={<IconArrowsLeftRight size={14} />}
            onClick={() => {
              go({ screen: 'captures', compare: { left: other.id, right: shown.id } });
            }}
          >
            Compare with {other.name}
          </Menu.Item>
        ))}
      <Menu.Item
        leftSection={<IconArchive size={14} />}
        onClick={() => {
          go({ screen: 'captures' });
        }}
      >
        All captures
      </Menu.Item>
    </>
  );
}

interface CaptureChoicesProps {
  readonly shown: CaptureSummary | undefined;
  readonly files: CaptureActions;
  readonly onOpen: () => void;
}

function CaptureChoices({ shown, files, onOpen }: CaptureChoicesProps) {
  const { go } = useApp();
  const traffic = useTrafficModel();
  const captures = useEngine((state) => state.captures);
  const rules = useEngine((state) => state.workspace?.redaction) ?? DEFAULT_REDACTION_RULES;
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
      <Menu.CheckboxItem
        checked={rules.whileRecording ?? false}
        closeMenuOnClick
        onChange={(whileRecording) => void files.redactRecording({ ...rules, whileRecording })}
      >
        Redact while recording
        <span className={styles.facts}>No secret is written. Begins a new recording.</span>
      </Menu.CheckboxItem>
      <Menu.Item leftSection={<IconFolderOpen size={14} />} onClick={onOpen}>
        Open or import…
      </Menu.Item>
      {shown && (
        <>
          <Menu.Item
            leftSection={<IconDownload size={14} />}
            onClick={() => {
              files.saveCopy(shown, { scopes: saveScopes(traffic) });
            }}
          >
            Save a copy…
          </Menu.Item>
          <Menu.Sub>
            <Menu.Sub.Target>
              <Menu.Sub.Item leftSection={<IconFileExport size={14} />}>Export as</Menu.Sub.Item>
            </Menu.Sub.Target>
            <Menu.Sub.Dropdown>
              {EXPORT_FORMATS.map((format) => (
                <Menu.Item
                  key={format}
                  onClick={() => {
                    files.saveCopy(shown, { format, scopes: saveScopes(traffic) });
                  }}
                >
                  {FORMAT_LABELS[format]}…
                </Menu.Item>
              ))}
            </Menu.Sub.Dropdown>
          </Menu.Sub>
          <Menu.Item
            leftSection={<IconRepeat size={14} />}
            onClick={() => {
              go({ screen: 'replay', captureId: shown.id });
            }}
          >
            Replay {shown.name}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconServerBolt size={14} />}
            onClick={() => {
              go({ screen: 'captures', serve: shown.id });
            }}
          >
            Serve this recording…
          </Menu.Item>
          <OtherCaptures shown={shown} />
          <Menu.Item leftSection={<IconX size={14} />} onClick={() => void files.close(shown)}>
            Close {shown.name}
          </Menu.Item>
        </>
      )}
    </Menu.Dropdown>
  );
}

/** The open captures, and what can be done with them as files: by dialogs on the desktop, by transfer on the web host. */
export function CaptureMenu() {
  const app = useApp();
  const traffic = useTrafficModel();
  const captureId = useTraffic((state) => state.captureId);
  const shown = useEngine((state) => state.captures.find((capture) => capture.id === captureId));
  const upload = useRef<HTMLInputElement>(null);
  const files = captureActions(app, traffic.actions.showCapture);
  return (
    <>
      <Menu position="bottom-start">
        <Menu.Target>
          <Button variant="subtle" className={styles.button} rightSection={<IconChevronDown size={12} />}>
            <span className={styles.dot} data-recording={shown?.recording || shown?.followed || undefined} />
            <span className={styles.shown}>{shown?.name ?? 'No capture'}</span>
            {(shown?.redacts ?? shown?.redacted) && (
              <span
                className={styles.redacts}
                data-tip={`${
                  shown.redacts
                    ? 'Secrets are replaced before they are written.'
                    : REDACTED_SENTENCES[shown.redacted ?? 'recorded']
                } Such a request is sent again without them.`}
              >
                {shown.redacted === 'partly' ? 'redacted in part' : 'redacted'}
              </span>
            )}
          </Button>
        </Menu.Target>
        <CaptureChoices
          shown={shown}
          files={files}
          onOpen={() => {
            if (app.desktop) void files.choose();
            else upload.current?.click();
          }}
        />
      </Menu>
      <input
        ref={upload}
        type="file"
        accept=".hopscope,.har,.jsonl,.json,.sh,.txt"
        multiple
        hidden
        aria-label="Capture file"
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

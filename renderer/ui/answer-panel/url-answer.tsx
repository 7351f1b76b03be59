import { Button } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useState } from 'react';
import { CopyButton } from '../copy-button.tsx';
import styles from './answer-panel.module.css';
import { PlainSentence } from './plain-sentence.tsx';
import { urlFacts } from './url-facts.ts';

interface UrlAnswerProps {
  readonly url: string;
  /** Who asks for it. */
  readonly asker: string;
  /** The person let it be opened: that is consent, and the answer to the server. */
  readonly onOpened: () => void;
}

/**
 * An address that a server asks to have opened: shown whole, its host marked, and opened only after a second press,
 * in a window that cannot reach back. Nothing of it is fetched here.
 * Source: https://modelcontextprotocol.io/specification/2026-07-28/client/elicitation#safe-url-handling
 */
export function UrlAnswer({ url, asker, onOpened }: UrlAnswerProps) {
  const [asking, setAsking] = useState(false);
  const [opened, setOpened] = useState(false);
  const { before, host, after, warnings, refusal } = urlFacts(url);
  const open = (): void => {
    // With `noopener` no window comes back, whether it was opened or not.
    window.open(url, '_blank', 'noopener,noreferrer');
    setAsking(false);
    setOpened(true);
    onOpened();
  };
  return (
    <>
      <p className={styles.url} role="group" aria-label="Address">
        {before}
        {host !== '' && <strong data-testid="host">{host}</strong>}
        {after}
      </p>
      {warnings.map((warning) => (
        <PlainSentence key={warning} meaning="warning">
          {warning}
        </PlainSentence>
      ))}
      {refusal !== undefined && <PlainSentence meaning="warning">{refusal}</PlainSentence>}
      {asking ? (
        <div className={styles.confirm} role="group" aria-label="Open the address?">
          <p className={styles.message}>
            {asker} wants you to open a page at <strong>{host}</strong>. It opens in your browser; Hopscope
            sees nothing of what you do there.
          </p>
          <div className={styles.line}>
            <Button size="xs" variant="filled" onClick={open}>
              Open {host}
            </Button>
            <Button
              size="xs"
              onClick={() => {
                setAsking(false);
              }}
            >
              Not now
            </Button>
          </div>
        </div>
      ) : (
        <div className={styles.line}>
          <Button
            size="xs"
            leftSection={<IconExternalLink size={14} />}
            disabled={refusal !== undefined}
            onClick={() => {
              setAsking(true);
            }}
          >
            Open in the browser …
          </Button>
          <CopyButton text={url} what="address" />
          {opened && (
            <PlainSentence meaning="fine">Opened. Finish there, then send the answer.</PlainSentence>
          )}
        </div>
      )}
    </>
  );
}

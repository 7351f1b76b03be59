import { ActionIcon } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useApp } from './app-context.ts';
import { copyText } from './copy-text.ts';

interface CopyButtonProps {
  /** What is copied; a function where it has to be made or fetched first. Undefined: that failed and was said. */
  readonly text: string | (() => string | Promise<string | undefined>);
  /** What it is, in "Copy ...": "request headers". */
  readonly what: string;
}

/** A small button that copies one part and says that it did. */
export function CopyButton({ text, what }: CopyButtonProps) {
  const { notify } = useApp();
  const [done, setDone] = useState(false);
  useEffect(() => {
    if (!done) return undefined;
    const timer = setTimeout(() => {
      setDone(false);
    }, 1200);
    return () => {
      clearTimeout(timer);
    };
  }, [done]);
  const copy = async (): Promise<void> => {
    const value = typeof text === 'string' ? text : await text();
    if (value === undefined) return;
    if (await copyText(value)) setDone(true);
    else
      notify(
        'warning',
        `The browser did not allow to copy the ${what}. Select the text and copy it by hand.`,
      );
  };
  const label = done ? `Copied ${what}` : `Copy ${what}`;
  return (
    <ActionIcon
      aria-label={label}
      data-tip={label}
      onClick={(event) => {
        event.stopPropagation();
        void copy();
      }}
    >
      {done ? <IconCheck size={14} /> : <IconCopy size={14} />}
    </ActionIcon>
  );
}

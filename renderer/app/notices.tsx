import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useStore } from 'zustand';
import { MeaningMark } from '../ui/meaning-mark.tsx';
import type { NoticeStore } from './notices-store.ts';
import styles from './notices.module.css';

/** Short messages above the status bar, the newest below. */
export function Notices({ store }: { readonly store: NoticeStore }) {
  const notices = useStore(store, (state) => state.notices);
  return (
    <div className={styles.notices} role="log" aria-label="Messages" aria-live="polite">
      {notices.map((notice) => (
        <div
          key={notice.id}
          className={styles.notice}
          data-level={notice.level}
          role={notice.level === 'fault' ? 'alert' : 'status'}
        >
          <MeaningMark meaning={notice.level} />
          <span className={styles.message}>
            {notice.message}
            {notice.times > 1 && <span className={styles.times}> ({notice.times} times)</span>}
          </span>
          {notice.action && (
            <Button
              size="compact-xs"
              onClick={() => {
                store.close(notice.id);
                notice.action?.run();
              }}
            >
              {notice.action.label}
            </Button>
          )}
          <ActionIcon
            aria-label="Close message"
            onClick={() => {
              store.close(notice.id);
            }}
          >
            <IconX size={14} />
          </ActionIcon>
        </div>
      ))}
    </div>
  );
}

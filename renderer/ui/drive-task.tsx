import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ExchangeRef } from '../../shared/model/exchange-ref.ts';
import { useApp } from './app-context.ts';
import type { DrivenStore } from './driven-store.ts';

interface DriveTaskProps {
  /** The exchange that handed the task out. */
  readonly created: ExchangeRef;
  readonly store: DrivenStore;
  /** As small as text. */
  readonly compact?: boolean;
}

/** Has Hopscope ask for a task until it has ended; why it cannot is told at the foot of the window. */
export function DriveTask({ created, store, compact = false }: DriveTaskProps) {
  const { bridge, notify } = useApp();
  const [asked, setAsked] = useState(false);
  const drive = async (): Promise<void> => {
    setAsked(true);
    const driven = await bridge.invoke('task.drive', created);
    setAsked(false);
    if (driven.ok) store.take(driven.value);
    else notify('fault', `The task is not driven: ${driven.error.message}`);
  };
  return (
    <Button
      size={compact ? 'compact-xs' : 'xs'}
      variant={compact ? 'default' : 'filled'}
      data-tip="Hopscope asks how it fares until it has ended, and lets you answer and cancel it"
      loading={asked}
      loaderProps={{ type: 'dots' }}
      onClick={() => void drive()}
    >
      Drive it
    </Button>
  );
}

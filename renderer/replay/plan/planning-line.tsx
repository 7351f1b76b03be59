import { Button, Loader, Progress } from '@mantine/core';
import { useStore } from 'zustand';
import shared from '../replay.module.css';
import { useReplay } from '../replay-model.ts';

/** A plan is on its way: how far it is, and a way to leave it, once it takes more than a moment. */
export function PlanningLine() {
  const { plan: store } = useReplay();
  const share = useStore(store, (state) => state.share);
  const percent = share === undefined ? undefined : Math.floor(100 * share);
  return (
    <div className={shared.waiting}>
      <span className={shared.inline} role="status">
        <Loader size={14} /> Reading what can be sent again…
      </span>
      {percent !== undefined && (
        <>
          <Progress
            className={shared.progress}
            value={percent}
            size="sm"
            aria-label="The recording that was read"
          />
          <span>{percent} %</span>
          <Button size="compact-xs" onClick={store.cancel}>
            Cancel
          </Button>
        </>
      )}
    </div>
  );
}

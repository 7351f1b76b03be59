import { Button, SegmentedControl, Switch } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { isNobodys, type TaskLife } from '../../shared/model/task.ts';
import { useApp, useEngine } from '../ui/app-context.ts';
import { formatCount, formatCounted } from '../ui/format.ts';
import { useInstanceIdentities } from '../ui/instance-badge.tsx';
import { JudgedNote, ReportFrame } from '../ui/reports/report-frame.tsx';
import { useTrackedReport } from '../ui/reports/use-tracked-report.ts';
import { useRowState } from '../ui/row-source.ts';
import { SplitPane } from '../ui/split-pane.tsx';
import { useNow } from '../ui/use-now.ts';
import { drivenOf, type DrivenStore } from '../ui/driven-store.ts';
import { useDrivenTasks } from '../ui/use-driven-tasks.ts';
import { createDurabilityStore } from './durability/durability-store.ts';
import { DurabilityView } from './durability/durability-view.tsx';
import { Elsewhere } from './elsewhere.tsx';
import { looksOf, type InstanceLooks } from './instance-looks.ts';
import { createLivesReader, type KnownLives } from './known-lives.ts';
import { goesOn, lanesOf } from './lanes.ts';
import { Legend } from './legend.tsx';
import { NobodysBar } from './nobodys-bar.tsx';
import { InstanceLooksProvider } from './task-instance.tsx';
import { TaskPane } from './task-pane.tsx';
import { TasksEmpty } from './tasks-empty.tsx';
import { TasksTable } from './tasks-table.tsx';
import styles from './tasks.module.css';
import { wholeSpan } from './time-span.ts';
import { createTimelineStore, type TasksVisit, type TimelineStore } from './timeline-store.ts';
import { Timeline } from './timeline.tsx';

/** Often enough for a lane that is seen to move. */
const PAUSE_MS = 300;
const TICK_MS = 250;

const NO_LIVES: readonly TaskLife[] = [];

function useEscape(open: boolean, close: () => void): void {
  const { addCommands } = useApp();
  useEffect(() => {
    if (!open) return undefined;
    return addCommands([
      { id: 'tasks.close', title: 'Close the pane', group: 'Tasks', keys: ['Escape'], run: close },
    ]);
  }, [addCommands, open, close]);
}

interface ContentProps {
  readonly store: TimelineStore;
  readonly known: KnownLives;
  readonly driven: DrivenStore;
}

/** Lives without ids that nobody knew, unless they are wanted, are all there is, or Hopscope itself asks for them. */
function useShownLives({ known: { lives }, driven }: ContentProps) {
  // Which tasks are driven, and not how they fare: that is told ten times a second.
  const which = useStore(driven, (tasks) => [...tasks.keys()].join(' '));
  const [wanted, setWanted] = useState(false);
  const known = useMemo(
    () => lives.filter((life) => !isNobodys(life) || drivenOf(life, driven.getState()) !== undefined),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `which` says when the store has others
    [lives, driven, which],
  );
  const nobodys = known.length === 0 ? 0 : lives.length - known.length;
  const shown = wanted || nobodys === 0 ? lives : known;
  const bar = nobodys > 0 && <NobodysBar count={nobodys} shown={wanted} onShow={setWanted} />;
  return { lives: shown, bar };
}

/** How the recording's instances look. */
function useLooks({ instances }: KnownLives): InstanceLooks {
  const known = useInstanceIdentities();
  const own = useEngine((state) => state.workspace?.instances);
  // Each report has a new list, and most list the same.
  const [kept, setKept] = useState(instances);
  const isSame =
    kept.length === instances.length &&
    kept.every(({ id, name }, at) => instances[at]?.id === id && instances[at].name === name);
  if (!isSame) setKept(instances);
  return useMemo(
    () => looksOf(kept, known, (id) => own?.find((instance) => instance.id === id)?.name),
    [kept, known, own],
  );
}

/** Whether somebody records into what is shown. */
function useGrows(): boolean {
  const captureId = useRowState((state) => state.captureId);
  return useEngine((state) =>
    state.captures.some(
      ({ id, recording, followed }) => id === captureId && (recording || followed === true),
    ),
  );
}

function Content(props: ContentProps) {
  const { store, driven, known } = props;
  const { lives, bar } = useShownLives(props);
  const looks = useLooks(known);
  const { view, grouping, chosen } = useStore(store);
  const grows = useGrows();
  const instances = useEngine((state) => state.workspace?.instances);
  const moves = grows && lives.some(goesOn);
  const tick = useNow(moves && view === 'timeline' ? TICK_MS : undefined);
  const now = moves ? tick : undefined;
  const lanes = useMemo(
    () =>
      lanesOf(
        lives,
        grouping,
        instances?.map(({ id }) => id),
      ),
    [lives, grouping, instances],
  );
  const whole = useMemo(() => wholeSpan(lives, now), [lives, now]);
  const lane = lanes.find(({ key }) => key === chosen);
  const life = lane?.kind === 'task' ? lane.life : lives.find(({ key }) => key === chosen);
  const [close] = useState(() => () => {
    store.choose(undefined);
  });
  useEscape(life !== undefined, close);
  if (!whole) return null;
  return (
    <InstanceLooksProvider value={looks}>
      <SplitPane
        name="tasks"
        label="Divider between tasks and one of them"
        initial={0.66}
        minFirst={480}
        minSecond={340}
        slideOver
        first={
          <div className={styles.first}>
            {view === 'timeline' ? (
              <>
                <Timeline store={store} lives={lives} lanes={lanes} whole={whole} now={now} />
                {bar}
                <Legend />
              </>
            ) : (
              <>
                <TasksTable store={store} lives={lives} />
                {bar}
              </>
            )}
          </div>
        }
        {...(life && { second: <TaskPane key={life.key} life={life} driven={driven} onClose={close} /> })}
      />
    </InstanceLooksProvider>
  );
}

interface BarProps {
  readonly store: TimelineStore;
  readonly known: KnownLives | undefined;
}

function BarControls({ store, known }: BarProps) {
  const { view, grouping, span, follow } = useStore(store);
  const grows = useGrows();
  const all = known?.lives ?? [];
  const lives = all.filter((life) => !isNobodys(life));
  const shown = all.length > 0 && view !== 'durability';
  const open = lives.filter(goesOn).length;
  const missing = (known?.total ?? 0) - all.length;
  return (
    <>
      <SegmentedControl
        aria-label="Show as"
        value={view}
        data={[
          { value: 'timeline', label: 'Timeline' },
          { value: 'table', label: 'Table' },
          { value: 'durability', label: 'Durability' },
        ]}
        onChange={(value) => {
          store.setView(value);
        }}
      />
      {shown && view === 'timeline' && (
        <SegmentedControl
          aria-label="Lanes"
          value={grouping}
          data={[
            { value: 'task', label: 'By task' },
            { value: 'instance', label: 'By instance' },
          ]}
          onChange={(value) => {
            store.setGrouping(value);
          }}
        />
      )}
      {shown && (
        <span className={styles.muted} role="status">
          {formatCounted(lives.length, 'task')}
          {open > 0 && `, ${formatCount(open)} not ended`}
          {missing > 0 && `; ${formatCount(missing)} older ones are forgotten`}
        </span>
      )}
      <span className={styles.gap} />
      {shown && view === 'timeline' && (
        <>
          {grows && (
            <Switch
              label="Follow live"
              checked={follow}
              onChange={(event) => {
                store.setFollow(event.currentTarget.checked);
              }}
            />
          )}
          <Button
            disabled={span === undefined}
            onClick={() => {
              store.show(undefined);
            }}
          >
            Show all the time
          </Button>
        </>
      )}
    </>
  );
}

interface TasksScreenProps {
  /** Where the screen was last asked to go. */
  readonly visit: TasksVisit;
}

/** The life of each task, whoever drives it, over all instances; and whether every instance knows them. */
export function TasksScreen({ visit }: TasksScreenProps) {
  const { bridge, go } = useApp();
  const [read] = useState(() => createLivesReader((input) => bridge.invoke('tracker.tasks', input)));
  const state = useTrackedReport((_, captureId) => read(captureId), PAUSE_MS);
  const [store] = useState(createTimelineStore);
  const driven = useDrivenTasks();
  const [durability] = useState(() => createDurabilityStore(bridge));
  const view = useStore(store, (own) => own.view);
  const wanted = useStore(store, (own) => own.wanted);
  useEffect(() => durability.follow(), [durability]);
  const { report, judged, captureId } = state;
  useEffect(() => {
    store.turnTo(captureId);
  }, [store, captureId]);
  useEffect(() => {
    store.visit(visit);
  }, [store, visit]);
  useEffect(() => {
    if (report) store.found(captureId, report.lives);
  }, [store, wanted, captureId, report]);
  const empty = (
    <TasksEmpty
      onCheck={() => {
        store.setView('durability');
      }}
    />
  );
  return (
    <div className={styles.screen}>
      <div className={styles.bar} role="toolbar" aria-label="Tasks">
        <BarControls store={store} known={report} />
        <JudgedNote judged={judged} />
      </div>
      {view === 'durability' ? (
        <DurabilityView
          store={durability}
          onShowLane={(created) => {
            go({ screen: 'tasks', select: created });
          }}
        />
      ) : (
        <>
          <Elsewhere driven={driven} lives={report?.lives ?? NO_LIVES} />
          <ReportFrame state={state} nothing={empty}>
            {(known) =>
              known.lives.length === 0 ? empty : <Content store={store} known={known} driven={driven} />
            }
          </ReportFrame>
        </>
      )}
    </div>
  );
}

import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Draft } from '../../shared/model/draft.ts';
import { useApp, useEngine } from '../ui/app-context.ts';
import { catalogued } from '../ui/catalogued.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { readRemembered, remember } from '../ui/remembered.ts';
import { SplitPane } from '../ui/split-pane.tsx';
import { Answers } from './answers.tsx';
import { ArgumentsColumn } from './arguments-column.tsx';
import { ComposerContext, useComposer } from './composer-context.ts';
import { createComposerStore, type ComposerStore, type LastTool } from './composer-store.ts';
import { keepRequest, readKeptRequest, requestChanged } from './kept-request.ts';
import { PreviewColumn } from './preview-column.tsx';
import { WhatColumn } from './what-column.tsx';

interface ComposerScreenProps {
  /** "Edit and resend": fills the composer whenever another draft comes in. */
  readonly draft?: Draft;
  /** Chosen whenever another list comes in. */
  readonly instanceIds?: readonly string[];
  /** Whether this screen is in front: only then do its keys work. */
  readonly visible: boolean;
}

const LAST_TOOL: LastTool = {
  read: () => {
    const name = readRemembered(
      'composer.last-tool',
      (stored) => (typeof stored === 'string' ? stored : undefined),
      '',
    );
    return name === '' ? undefined : name;
  },
  write: (name) => {
    remember('composer.last-tool', name);
  },
};

/** What comes from outside of the screen: the workspace, and where the user was sent from. */
function useInputs(store: ComposerStore, { draft, instanceIds }: ComposerScreenProps): void {
  const workspace = useEngine((state) => state.workspace);
  const version = useEngine((state) => state.info?.version);
  useEffect(() => store.actions.start(), [store]);
  useEffect(() => {
    if (version !== undefined && store.getState().options.clientVersion === '') {
      store.actions.setOptions({ clientVersion: version });
    }
  }, [store, version]);
  useEffect(() => {
    if (draft) store.actions.loadDraft(draft);
  }, [store, draft]);
  useEffect(() => {
    if (instanceIds) store.actions.chooseInstances(instanceIds);
  }, [store, instanceIds]);
  useEffect(() => {
    if (workspace) store.actions.follow(workspace);
  }, [store, workspace]);
}

/** Each keystroke would be written otherwise; what was typed last is written when the page goes in order, in ms. */
const KEEP_MS = 200;

/** What is composed comes back after a reload, and after a crash of the page. */
function useKeptRequest(store: ComposerStore): void {
  useEffect(() => {
    const { instanceIds = [], chosenByHand = false, ...request } = readKeptRequest(sessionStorage);
    store.setState(request);
    if (chosenByHand && instanceIds.length > 0) store.actions.chooseInstances(instanceIds);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const keep = (): void => {
      clearTimeout(timer);
      timer = undefined;
      keepRequest(sessionStorage, store.getState());
    };
    const end = store.subscribe((now, before) => {
      if (requestChanged(now, before)) timer ??= setTimeout(keep, KEEP_MS);
    });
    window.addEventListener('pagehide', keep);
    return () => {
      end();
      clearTimeout(timer);
      window.removeEventListener('pagehide', keep);
    };
  }, [store]);
}

function useKeys(store: ComposerStore, visible: boolean): void {
  const { addCommands } = useApp();
  useEffect(() => {
    if (!visible) return undefined;
    return addCommands([
      catalogued('composer.send', () => void store.actions.send()),
      catalogued('composer.undo-tampering', () => {
        store.actions.setTamper(() => ({ headers: [], meta: {}, dropMeta: [] }));
      }),
      catalogued('composer.refresh-list', () => void store.actions.loadListings(true)),
    ]);
  }, [store, visible, addCommands]);
}

function Columns() {
  return (
    <SplitPane
      name="composer.what"
      label="Divider between what and the request"
      initial={0.22}
      minFirst={230}
      minSecond={480}
      first={<WhatColumn />}
      second={
        <SplitPane
          name="composer.request"
          label="Divider between arguments and what will leave"
          initial={0.42}
          minFirst={220}
          minSecond={300}
          first={<ArgumentsColumn />}
          second={<PreviewColumn />}
        />
      }
    />
  );
}

function Layout() {
  const answered = useComposer((state) => state.answers !== undefined);
  return (
    <SplitPane
      name="composer.answers"
      label="Divider between request and answers"
      direction="column"
      initial={0.5}
      minFirst={220}
      minSecond={160}
      first={<Columns />}
      {...(answered && { second: <Answers /> })}
    />
  );
}

/** There is nobody to send to yet. */
function NoInstances() {
  const { go } = useApp();
  return (
    <EmptyState
      title="No instance to send to"
      action={
        <Button
          variant="filled"
          onClick={() => {
            go({ screen: 'fleet', add: true });
          }}
        >
          Add an instance
        </Button>
      }
    >
      Here you compose a request, see exactly what will leave, send it to one or several instances at once and
      compare their answers.
    </EmptyState>
  );
}

/** One request to one, several or all instances: what, arguments, what will leave; the answers below. */
export function ComposerScreen(props: ComposerScreenProps) {
  const { bridge } = useApp();
  const [store] = useState(() => createComposerStore({ bridge, lastTool: LAST_TOOL }));
  // First: what comes from outside goes before what was kept.
  useKeptRequest(store);
  useInputs(store, props);
  useKeys(store, props.visible);
  const empty = useEngine((state) => state.workspace?.instances.length === 0);
  if (empty) return <NoInstances />;
  return (
    <ComposerContext value={store}>
      <Layout />
    </ComposerContext>
  );
}

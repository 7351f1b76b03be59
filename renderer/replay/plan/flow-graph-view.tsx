import { Button } from '@mantine/core';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useStore } from 'zustand';
import type { PlanSummary } from '../../../shared/model/replay-plan.ts';
import { useApp } from '../../ui/app-context.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatCount, formatCounted } from '../../ui/format.ts';
import { nextStop, type Stop } from '../../ui/graph-keys.ts';
import { CONFIDENCE_WORDS, FLOW_KIND_WORDS } from '../replay-words.ts';
import { useReplay } from '../replay-model.ts';
import { makeFlowGraph, type FlowEdge, type FlowGraph, type FlowNode } from './flow-graph.ts';
import styles from './flow-graph.module.css';
import { layFlowGraph, type FlowLayout, type PlacedFlowNode } from './flow-layout.ts';
import { readNeighbourhood, type Neighbourhood } from './neighbourhood.ts';
import { numberWords, stepName } from './plan-words.ts';
import type { WholePlan } from './whole-plan.ts';

/** Boxes that are drawn at most: more is no picture any more. */
const MOST_BOXES = 160;
const TOGETHER_FROM = 40;
const SIZES = { nodeWidth: 184, nodeHeight: 28, columnGap: 76, rowGap: 8, islandGap: 26 } as const;

/** Around the step that is looked at, of a plan that is too large to be here as a whole. */
function useNeighbourhood(plan: PlanSummary, focus: number | undefined): Neighbourhood | undefined {
  const { bridge, notify } = useApp();
  const [near, setNear] = useState<Neighbourhood>();
  useEffect(() => {
    if (focus === undefined) return undefined;
    let isOver = false;
    void readNeighbourhood(bridge, plan, focus, MOST_BOXES).then((read) => {
      if (isOver) return;
      if (read.ok) setNear(read.value);
      else notify('fault', `What is around step ${String(focus)} could not be read: ${read.error.message}`);
    });
    return () => {
      isOver = true;
    };
  }, [bridge, notify, plan, focus]);
  return near?.focus === focus ? near : undefined;
}

interface GraphProps {
  readonly plan: PlanSummary;
  readonly whole: WholePlan | undefined;
}

function useGraph({ plan, whole }: GraphProps, alone: number | undefined): FlowGraph | undefined {
  const tooLarge = plan.steps > 0 && !whole;
  const near = useNeighbourhood(plan, tooLarge ? alone : undefined);
  return useMemo(() => {
    const source = whole
      ? {
          steps: new Map([...whole.byNumber].map(([number, { step }]) => [number, step])),
          flows: whole.flows,
        }
      : near;
    if (!source) return undefined;
    return makeFlowGraph({
      ...{ steps: source.steps, most: MOST_BOXES, togetherFrom: TOGETHER_FROM },
      flows: source.flows.filter(({ use }) => use !== 'forbidden'),
      ...(alone !== undefined && { focus: alone }),
    });
  }, [whole, near, alone]);
}

/** "handle 4711, certain". */
function edgeWords({ flows }: FlowEdge): string {
  return flows
    .slice(0, 3)
    .map(
      ({ kind, value, confidence }) =>
        `${FLOW_KIND_WORDS[kind]} ${String(value).slice(0, 40)}, ${CONFIDENCE_WORDS[confidence].title}`,
    )
    .concat(flows.length > 3 ? [`${formatCount(flows.length - 3)} more`] : [])
    .join('; ');
}

interface NodeProps {
  readonly placed: PlacedFlowNode;
  readonly alike: number;
  readonly chosen: boolean;
  readonly dim: boolean;
  readonly current: boolean;
  readonly stop: string;
  readonly onChoose: () => void;
}

function nodeTitle({ numbers, step }: FlowNode): string {
  const name = stepName(step);
  return numbers.length === 1 ? `#${String(numbers[0])} ${name}` : `${name} × ${formatCount(numbers.length)}`;
}

function NodeBox({ placed, alike, chosen, dim, current, stop, onChoose }: NodeProps) {
  const { node, x, y } = placed;
  const title = nodeTitle(node);
  const which = node.numbers.length > 1 ? ` Steps ${numberWords(node.numbers, 8)}.` : '';
  const many = alike > 1 ? ` One of ${formatCount(alike)} alike.` : '';
  return (
    <button
      type="button"
      className={styles.node}
      style={{
        transform: `translate(${String(x)}px, ${String(y)}px)`,
        width: SIZES.nodeWidth,
        height: SIZES.nodeHeight,
      }}
      data-node={node.key}
      data-stop={stop}
      data-dim={dim || undefined}
      data-many={node.numbers.length > 1 || undefined}
      data-tip={`${node.step.method} ${node.step.name}.${which}${many}`}
      aria-pressed={chosen}
      tabIndex={current ? 0 : -1}
      onClick={onChoose}
    >
      <span>{title}</span>
    </button>
  );
}

/** Whether the edge has to do with the box that is looked at; all have where none is. */
function touches({ from, to }: FlowEdge, lit: string | undefined): boolean {
  return lit === undefined || from === lit || to === lit;
}

/** The ways of the values, each with a tip that tells which. */
function Edges({ layout, lit }: { readonly layout: FlowLayout; readonly lit: string | undefined }) {
  return (
    <svg className={styles.edges} width={layout.width} height={layout.height} aria-hidden="true">
      {layout.edges.map(({ edge, path }) => (
        <g
          key={edge.key}
          className={styles.edge}
          data-lit={(lit !== undefined && touches(edge, lit)) || undefined}
          data-dim={!touches(edge, lit) || undefined}
          data-doubt={edge.flows.every(({ confidence }) => confidence === 'possible') || undefined}
          data-tip={edgeWords(edge)}
        >
          <path className={styles.reach} d={path} />
          <path d={path} />
        </g>
      ))}
    </svg>
  );
}

interface CanvasProps {
  readonly layout: FlowLayout;
  readonly planStep: number | undefined;
  readonly onChoose: (node: FlowNode) => void;
}

/** Boxes of each column, from the top. */
function columnsOf({ nodes }: FlowLayout): readonly (readonly PlacedFlowNode[])[] {
  const columns: PlacedFlowNode[][] = [];
  for (const placed of nodes) (columns[placed.layer] ??= []).push(placed);
  return columns.map((column) => column.toSorted((one, other) => one.y - other.y));
}

function Canvas({ layout, planStep, onChoose }: CanvasProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [pointed, setPointed] = useState<string>();
  const [wanted, setWanted] = useState<Stop>({ group: 0, index: 0 });
  const columns = columnsOf(layout);
  const heights = columns.map((column) => column.map(({ y }) => y));
  const current = heights[wanted.group]?.[wanted.index] === undefined ? { group: 0, index: 0 } : wanted;
  const chosenKey =
    planStep === undefined
      ? undefined
      : layout.nodes.find(({ node }) => node.numbers.includes(planStep))?.node.key;
  const lit = pointed ?? chosenKey;
  const beside = new Set(
    layout.edges.filter(({ edge }) => touches(edge, lit)).flatMap(({ edge }) => [edge.from, edge.to]),
  );
  const alikeOf = (placed: PlacedFlowNode): number =>
    layout.islands.find(({ y, height }) => placed.y >= y && placed.y < y + height)?.island.alike ?? 1;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = nextStop(heights, current, event.key);
    if (!next) return;
    event.preventDefault();
    setWanted(next);
    scroller.current
      ?.querySelector<HTMLElement>(`[data-stop="${String(next.group)}.${String(next.index)}"]`)
      ?.focus();
  };
  const nodeAt = (target: EventTarget): string | undefined =>
    (target instanceof Element ? target.closest('[data-node]')?.getAttribute('data-node') : undefined) ??
    undefined;
  return (
    <div
      ref={scroller}
      className={styles.scroller}
      onKeyDown={onKeyDown}
      onMouseOver={(event) => {
        setPointed(nodeAt(event.target));
      }}
      onMouseLeave={() => {
        setPointed(undefined);
      }}
    >
      <div className={styles.canvas} style={{ width: layout.width + 2, height: layout.height + 2 }}>
        <Edges layout={layout} lit={lit} />
        {columns.flatMap((column, group) =>
          column.map((placed, index) => (
            <NodeBox
              key={placed.node.key}
              placed={placed}
              alike={alikeOf(placed)}
              chosen={placed.node.key === chosenKey}
              dim={lit !== undefined && placed.node.key !== lit && !beside.has(placed.node.key)}
              current={current.group === group && current.index === index}
              stop={`${String(group)}.${String(index)}`}
              onChoose={() => {
                setWanted({ group, index });
                onChoose(placed.node);
              }}
            />
          )),
        )}
        {layout.islands
          .filter(({ island }) => island.alike > 1)
          .map(({ island, y, height, width }) => (
            <span
              key={y}
              className={styles.alike}
              style={{ transform: `translate(${String(width + 14)}px, ${String(y + height / 2 - 10)}px)` }}
            >
              × {formatCount(island.alike)} alike
            </span>
          ))}
      </div>
    </div>
  );
}

function Notes({ graph, plan, alone, onAlone }: NotesProps) {
  const { place } = useReplay();
  const planStep = useStore(place, (state) => state.planStep);
  const without = plan.steps - graph.steps;
  return (
    <p className={styles.notes} role="status">
      <span>
        {formatCounted(graph.steps, 'step')} give or carry a value
        {alone === undefined &&
          without > 0 &&
          `; ${formatCount(without)} have to do with none and are not drawn`}
        {graph.hidden > 0 &&
          `; ${formatCounted(graph.hidden, 'group')} of them found no room here: choose a step`}
      </span>
      {alone !== undefined ? (
        <Button
          size="compact-xs"
          onClick={() => {
            onAlone(undefined);
          }}
        >
          Show all
        </Button>
      ) : (
        planStep !== undefined && (
          <Button
            size="compact-xs"
            onClick={() => {
              onAlone(planStep);
            }}
          >
            Only what is around #{planStep}
          </Button>
        )
      )}
    </p>
  );
}

interface NotesProps {
  readonly graph: FlowGraph;
  readonly plan: PlanSummary;
  readonly alone: number | undefined;
  readonly onAlone: (alone: number | undefined) => void;
}

/** Which step feeds which: from left to right, as the values go. */
export function FlowGraphView({ plan, whole }: GraphProps) {
  const { place, lookAt } = useReplay();
  const planStep = useStore(place, (state) => state.planStep);
  const [asked, setAlone] = useState<number>();
  const tooLarge = plan.steps > 0 && !whole;
  const alone = tooLarge ? planStep : asked;
  const graph = useGraph({ plan, whole }, alone);
  const layout = useMemo(() => (graph ? layFlowGraph(graph, SIZES) : undefined), [graph]);
  if (plan.flows === 0) {
    return (
      <EmptyState title="No value flows">
        No request of this recording carries what an earlier answer gave out. Where you know of one, add it
        under Values.
      </EmptyState>
    );
  }
  if (tooLarge && planStep === undefined) {
    return (
      <EmptyState title="Too many steps for one picture">
        Choose one in the list of steps: what is around it is drawn here.
      </EmptyState>
    );
  }
  if (!graph || !layout) return <div className={styles.graph} />;
  return (
    <section className={styles.graph} aria-label="Flow graph">
      <Notes graph={graph} plan={plan} alone={tooLarge ? undefined : asked} onAlone={setAlone} />
      {graph.islands.length === 0 ? (
        <EmptyState
          title={`Step #${String(alone)} gives and carries no value`}
          {...(!tooLarge && {
            action: (
              <Button
                onClick={() => {
                  setAlone(undefined);
                }}
              >
                Show all
              </Button>
            ),
          })}
        />
      ) : (
        <Canvas
          layout={layout}
          planStep={planStep}
          onChoose={({ numbers }) => {
            const first = numbers[0];
            if (first !== undefined) lookAt(first);
          }}
        />
      )}
    </section>
  );
}

import { useRef, useState, type KeyboardEvent } from 'react';
import { useInstanceIdentities } from '../ui/instance-badge.tsx';
import type { FlowPart } from './flow-filter.ts';
import type { Flow, Grouping } from './flow.ts';
import { Bands, threadsOf, touches, type Pointed } from './graph-bands.tsx';
import { nextStop, type Stop } from '../ui/graph-keys.ts';
import type { PlacedBand, PlacedNode } from './graph-layout.ts';
import { GraphNodeBox } from './graph-node.tsx';
import styles from './graph.module.css';
import { COLUMNS, type Column, type GraphNode } from './routing-graph.ts';
import type { KnownGateways } from './routing-words.ts';
import { useGraphPicture, type Picture } from './use-graph-picture.ts';

interface GraphProps {
  readonly flows: readonly Flow[];
  readonly grouping: Grouping;
  readonly gateways: KnownGateways;
  readonly onShow: (flow: Flow, parts: readonly FlowPart[]) => void;
  readonly onShowTable: () => void;
}

const HEADINGS: Readonly<Record<Column, string>> = { what: 'Name', way: 'Rule', instance: 'Instance' };

/** What is drawn, in the forms that pointer and keyboard need. */
interface Drawn {
  readonly bands: readonly PlacedBand[];
  readonly nodes: ReadonlyMap<string, GraphNode>;
  /** The nodes of each column. */
  readonly groups: readonly (readonly PlacedNode[])[];
  /** Of each column, and after them of the threads: the middles in px. */
  readonly heights: readonly (readonly number[])[];
}

function readPicture(picture: Picture | undefined): Drawn {
  const placed = picture?.layout.nodes ?? [];
  const bands = picture?.layout.bands ?? [];
  const groups = COLUMNS.map((column) => placed.filter(({ node }) => node.column === column));
  return {
    bands,
    groups,
    nodes: new Map(placed.map(({ node }) => [node.key, node])),
    heights: [
      ...groups.map((group) => group.map(({ y, height }) => y + height / 2)),
      threadsOf(bands).map((_, index) => index),
    ],
  };
}

/** What an element of the graph stands for. */
function hitOf(target: EventTarget): { readonly pointed: Pointed; readonly isThread: boolean } {
  const hit = target instanceof Element ? target.closest('[data-node], [data-thread], [data-band]') : null;
  const node = hit?.getAttribute('data-node') ?? undefined;
  const thread = hit?.getAttribute('data-thread') ?? undefined;
  const band = thread ?? hit?.getAttribute('data-band') ?? undefined;
  const pointed = node !== undefined ? { node } : band === undefined ? undefined : { band };
  return { pointed, isThread: thread !== undefined };
}

/** Shows the exchanges of what was hit; of what stands for many small ones, the table. */
function activate(target: EventTarget, { nodes, bands }: Drawn, { onShow, onShowTable }: GraphProps): void {
  const { pointed, isThread } = hitOf(target);
  if (!pointed) return;
  if ('node' in pointed) {
    const node = nodes.get(pointed.node);
    if (node && node.standsFor > 0) onShowTable();
    else if (node) onShow(node.flow, [node.column]);
    return;
  }
  const band = bands.find((entry) => entry.band.key === pointed.band)?.band;
  if (!band) return;
  const parts = COLUMNS.filter((column) => nodes.get(band.nodes[column])?.standsFor === 0);
  onShow(band.flow, isThread ? [...parts, 'lying'] : parts);
}

/** Where a stop's number stands in the document: `column.index`. */
function readStop(text: string | null): Stop | undefined {
  const [group, index] = (text ?? '').split('.').map(Number);
  return group === undefined || index === undefined ? undefined : { group, index };
}

/** Method or name, rule, instance, from left to right: as wide as the traffic, with a red thread for lying headers. */
export function RoutingGraphView(props: GraphProps) {
  const { flows, grouping, gateways } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const picture = useGraphPicture(scroller, flows, gateways);
  const drawn = readPicture(picture);
  const [pointed, setPointed] = useState<Pointed>();
  const [wanted, setWanted] = useState<Stop>({ group: 0, index: 0 });
  // What the keyboard was at can be gone by now.
  const there = drawn.heights[wanted.group]?.[wanted.index] !== undefined;
  const current = there ? wanted : { group: 0, index: 0 };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = nextStop(drawn.heights, current, event.key);
    if (next) {
      const place = `[data-stop="${next.group}.${next.index}"]`;
      setWanted(next);
      scroller.current?.querySelector<HTMLElement>(place)?.focus();
    } else if (event.key === 'Enter' || event.key === ' ') activate(event.target, drawn, props);
    else return;
    event.preventDefault();
  };
  return (
    <section className={styles.graph} aria-label="Routing graph">
      <div className={styles.heads} style={{ '--width': `${picture?.nodeWidth ?? 0}px` }}>
        {COLUMNS.map((column) => (
          <h2 key={column}>{column === 'what' && grouping === 'method' ? 'Method' : HEADINGS[column]}</h2>
        ))}
      </div>
      <div
        ref={scroller}
        className={styles.scroller}
        onKeyDown={onKeyDown}
        onMouseOver={(event) => {
          setPointed(hitOf(event.target).pointed);
        }}
        onMouseLeave={() => {
          setPointed(undefined);
        }}
        onFocus={(event) => {
          setPointed(hitOf(event.target).pointed);
          setWanted(readStop(event.target.getAttribute('data-stop')) ?? current);
        }}
        onBlur={() => {
          setPointed(undefined);
        }}
        onClick={(event) => {
          activate(event.target, drawn, props);
        }}
      >
        {picture && <Canvas {...{ picture, drawn, gateways, pointed, current }} />}
      </div>
      <Legend lies={(drawn.heights[COLUMNS.length]?.length ?? 0) > 0} />
    </section>
  );
}

interface CanvasProps {
  readonly picture: Picture;
  readonly drawn: Drawn;
  readonly gateways: KnownGateways;
  readonly pointed: Pointed;
  readonly current: Stop;
}

function Canvas({ picture, drawn, gateways, pointed, current }: CanvasProps) {
  const identities = useInstanceIdentities();
  const { width, nodeWidth, layout } = picture;
  const { bands, nodes, groups } = drawn;
  const hasPart = (node: GraphNode): boolean =>
    pointed === undefined ||
    bands.some(({ band }) => touches(band, pointed) && band.nodes[node.column] === node.key);
  return (
    <div className={styles.canvas} style={{ width, height: layout.height }}>
      {groups.flatMap((group, groupIndex) =>
        group.map((placed, index) => (
          <GraphNodeBox
            key={placed.node.key}
            placed={placed}
            width={nodeWidth}
            gateways={gateways}
            identity={
              placed.node.column === 'instance' ? identities.get(placed.node.flow.instanceId) : undefined
            }
            dim={!hasPart(placed.node)}
            current={current.group === groupIndex && current.index === index}
            stop={`${groupIndex}.${index}`}
          />
        )),
      )}
      <svg className={styles.bands} width={width} height={layout.height}>
        <Bands {...{ bands, nodes, gateways, pointed, current }} colours={identities} />
      </svg>
    </div>
  );
}

function Legend({ lies }: { readonly lies: boolean }) {
  return (
    <p className={styles.legend}>
      <span>Width: exchanges</span>
      <span>Colour: instance</span>
      {lies && (
        <span>
          <svg width="28" height="6" aria-hidden="true" className={styles.sample}>
            <path d="M0 3H28" />
          </svg>
          a header that is missing or disagrees with the body
        </span>
      )}
      <span>A click shows the exchanges in Traffic</span>
    </p>
  );
}

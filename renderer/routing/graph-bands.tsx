import { formatCounted } from '../ui/format.ts';
import type { Stop } from '../ui/graph-keys.ts';
import type { PlacedBand } from './graph-layout.ts';
import { nodeWords } from './graph-node.tsx';
import styles from './graph.module.css';
import { COLUMNS, type GraphBand, type GraphNode } from './routing-graph.ts';
import { sumWords, type KnownGateways } from './routing-words.ts';

/** What the pointer or the keyboard is at: a node, or a band with its thread. */
export type Pointed = { readonly node: string } | { readonly band: string } | undefined;

/** Whether the band has to do with it; all have where nothing is pointed at. */
export function touches(band: GraphBand, pointed: Pointed): boolean {
  if (!pointed) return true;
  if ('band' in pointed) return band.key === pointed.band;
  return COLUMNS.some((column) => band.nodes[column] === pointed.node);
}

/** The bands that have a thread, and their threads. */
export function threadsOf(bands: readonly PlacedBand[]): readonly Required<PlacedBand>[] {
  return bands.flatMap(({ thread, ...rest }) => (thread ? [{ ...rest, thread }] : []));
}

interface BandsProps {
  readonly bands: readonly PlacedBand[];
  readonly colours: ReadonlyMap<string, { readonly colour: string }>;
  readonly pointed: Pointed;
  readonly gateways: KnownGateways;
  readonly nodes: ReadonlyMap<string, GraphNode>;
  readonly current: Stop;
}

/** "tools/call, Writes, beta". */
function bandWords(band: GraphBand, { nodes, gateways }: Pick<BandsProps, 'nodes' | 'gateways'>): string {
  return COLUMNS.map((column) => {
    const node = nodes.get(band.nodes[column]);
    return node ? nodeWords(node, gateways).text : '';
  }).join(' → ');
}

/** The bands, and above all of them the threads. */
export function Bands(props: BandsProps) {
  const { bands, colours, pointed, current } = props;
  const threads = threadsOf(bands);
  return (
    <>
      {bands.map(({ band, paths }) => (
        <g
          key={band.key}
          className={styles.band}
          data-band={band.key}
          data-dim={!touches(band, pointed) || undefined}
          data-tip={`${bandWords(band, props)}: ${sumWords(band)}.`}
          style={{ '--hs-own': colours.get(band.flow.instanceId)?.colour ?? 'var(--hs-outline)' }}
        >
          <path d={paths[0]} />
          <path d={paths[1]} />
        </g>
      ))}
      {threads.map(({ band, thread }, index) => {
        const words = `${formatCounted(band.lying, 'request')} with lying headers: ${bandWords(band, props)}`;
        return (
          <g
            key={band.key}
            role="button"
            aria-label={`${words}. Show them in Traffic`}
            tabIndex={current.group === COLUMNS.length && current.index === index ? 0 : -1}
            className={styles.thread}
            data-thread={band.key}
            data-stop={`${COLUMNS.length}.${index}`}
            data-dim={!touches(band, pointed) || undefined}
            data-tip={`${words}. A header is missing or disagrees with the body.`}
          >
            <path className={styles.reach} d={thread.path} />
            <path d={thread.path} style={{ strokeWidth: thread.width }} />
          </g>
        );
      })}
    </>
  );
}

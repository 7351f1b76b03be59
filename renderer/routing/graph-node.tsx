import { type InstanceIdentity } from '../ui/instance-identity.ts';
import { BadgeLetter } from '../ui/instance-badge.tsx';
import { formatCount } from '../ui/format.ts';
import { MeaningMark } from '../ui/meaning-mark.tsx';
import type { PlacedNode } from './graph-layout.ts';
import styles from './graph.module.css';
import type { GraphNode } from './routing-graph.ts';
import {
  instanceWords,
  sumWords,
  wayWords,
  whatWords,
  type KnownGateways,
  type Words,
} from './routing-words.ts';

const REST_WORDS = { what: 'methods or names', way: 'rules', instance: 'instances' } as const;

/** What the node is called, and a sentence about it. */
export function nodeWords(node: GraphNode, gateways: KnownGateways): Words {
  const { flow, column, standsFor } = node;
  if (standsFor > 0) {
    const hint = `${formatCount(standsFor)} more ${REST_WORDS[column]}; the table shows each of them.`;
    return { text: `${formatCount(standsFor)} more`, hint };
  }
  if (column === 'what') return whatWords(flow);
  if (column === 'way') return wayWords(flow.way, gateways);
  return instanceWords(flow);
}

interface GraphNodeProps {
  readonly placed: PlacedNode;
  /** px */
  readonly width: number;
  readonly gateways: KnownGateways;
  /** Of an instance that the workspace has. */
  readonly identity: InstanceIdentity | undefined;
  /** Another node or band is looked at, and this one has no part in it. */
  readonly dim: boolean;
  /** The one that Tab leads to. */
  readonly current: boolean;
  /** Where it stands among the stops of the keyboard. */
  readonly stop: string;
}

/** One box of the graph: a button, so that everything can be reached without a pointer. */
export function GraphNodeBox({ placed, width, gateways, identity, dim, current, stop }: GraphNodeProps) {
  const { node, x, y, height } = placed;
  const { text, hint } = nodeWords(node, gateways);
  const sums = sumWords(node);
  return (
    <button
      type="button"
      className={styles.node}
      style={{
        transform: `translate(${x}px, ${y}px)`,
        width,
        height,
        ...(identity && node.standsFor === 0 && { '--hs-own': identity.colour }),
      }}
      data-column={node.column}
      data-node={node.key}
      data-stop={stop}
      data-dim={dim || undefined}
      data-rest={node.standsFor > 0 || undefined}
      data-tip={node.column === 'way' || node.standsFor > 0 ? `${hint} ${sums}.` : `${hint}: ${sums}.`}
      tabIndex={current ? 0 : -1}
      aria-label={`${text}: ${sums}. ${node.standsFor > 0 ? 'Show the table' : 'Show them in Traffic'}`}
    >
      {node.column === 'instance' && node.standsFor === 0 && node.flow.instanceId !== '' && (
        <BadgeLetter identity={identity} name={text} />
      )}
      <span className={styles.text}>{text}</span>
      {node.lying > 0 && <MeaningMark meaning="fault" size={12} />}
      <span className={styles.count}>{formatCount(node.count)}</span>
    </button>
  );
}

import { useLayoutEffect, useMemo, useState, type RefObject } from 'react';
import { useEngine } from '../ui/app-context.ts';
import type { Flow } from './flow.ts';
import { layOut, type GraphLayout } from './graph-layout.ts';
import { buildGraph, type Column } from './routing-graph.ts';
import { wayRank, type KnownGateways } from './routing-words.ts';

const NODE_HEIGHT = 26;
const GAP = 8;
/** Around the graph, as graph.module.css has it. */
const PADDING = 12;
/** A graph of more nodes than this in a column is a table with curves. */
const MOST_NODES = 60;
const LEAST_NODES = 6;

/** Sizes in px. */
interface Size {
  readonly width: number;
  readonly height: number;
}

/** The size of the element's inside; undefined until it was measured, which is before it is painted. */
function useSize(elementRef: RefObject<HTMLElement | null>): Size | undefined {
  const [size, setSize] = useState<Size>();
  useLayoutEffect(() => {
    const element = elementRef.current;
    if (!element) return undefined;
    const measure = (): void => {
      const { clientWidth: width, clientHeight: height } = element;
      // Out of sight it has no size: the graph stays as it was.
      if (width > 0)
        setSize((old) => (old?.width === width && old.height === height ? old : { width, height }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, [elementRef]);
  return size;
}

/** The graph as it is drawn; sizes in px. */
export interface Picture {
  readonly layout: GraphLayout;
  readonly nodeWidth: number;
  readonly width: number;
}

const NO_INSTANCES: readonly { readonly id: string }[] = [];

/** The graph of these flows, laid out for the room that its scroller has. Undefined until that is known. */
export function useGraphPicture(
  scroller: RefObject<HTMLElement | null>,
  flows: readonly Flow[],
  gateways: KnownGateways,
): Picture | undefined {
  const size = useSize(scroller);
  const instances = useEngine((state) => state.workspace?.instances) ?? NO_INSTANCES;
  return useMemo(() => {
    if (!size) return undefined;
    const width = size.width - 2 * PADDING;
    const height = size.height - 2 * PADDING;
    const fit = Math.floor((height + GAP) / (NODE_HEIGHT + GAP));
    const most = Math.min(Math.max(fit, LEAST_NODES), MOST_NODES);
    const order = new Map(instances.map(({ id }, index) => [id, index]));
    const graph = buildGraph(flows, {
      most: { what: most, way: most, instance: most },
      rank: (column: Column, flow: Flow) => {
        if (column === 'way') return wayRank(flow.way, gateways);
        return column === 'instance' ? (order.get(flow.instanceId) ?? instances.length) : 0;
      },
    });
    const nodeWidth = Math.min(Math.max(width * 0.19, 120), 260);
    const layout = layOut(graph, { width, height, nodeWidth, nodeHeight: NODE_HEIGHT, gap: GAP });
    return { layout, nodeWidth, width };
  }, [flows, gateways, instances, size]);
}

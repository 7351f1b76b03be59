import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import {
  Fragment,
  useEffect,
  useRef,
  useState,
  type DragEvent,
  type KeyboardEvent,
  type RefObject,
} from 'react';
import type { GatewaySettings } from '../../shared/model/gateway.ts';
import { dropPlace } from './drop-place.ts';
import { useGateway, useGatewayActions, type GatewayView } from './gateway-context.ts';
import styles from './gateway.module.css';
import { RuleEditor } from './rule-editor.tsx';
import { OtherwiseRow, RuleRow } from './rule-row.tsx';
import { moveRule } from './settings-edits.ts';

interface Dragging {
  readonly id: string;
  readonly over?: string;
  readonly half?: 'upper' | 'lower';
}

function halfOf(event: DragEvent<HTMLElement>): 'upper' | 'lower' {
  const box = event.currentTarget.getBoundingClientRect();
  return event.clientY < box.top + box.height / 2 ? 'upper' : 'lower';
}

/** Moving rules: by dragging them, and with the arrow keys on their handles. What was moved is said aloud. */
function useMoving(settings: GatewaySettings, table: RefObject<HTMLTableElement | null>) {
  const { edit } = useGatewayActions();
  const [dragging, setDragging] = useState<Dragging>();
  const [said, setSaid] = useState('');
  const refocus = useRef<string>(undefined);
  const ids = settings.rules.map(({ id }) => id);
  const order = ids.join(' ');
  useEffect(() => {
    // A row that changes its place in the document loses the focus.
    const id = refocus.current;
    if (id === undefined) return;
    table.current?.querySelector<HTMLElement>(`[data-handle="${CSS.escape(id)}"]`)?.focus();
  }, [order, table]);
  const move = (id: string, place: number): void => {
    const name = settings.rules.find((rule) => rule.id === id)?.name ?? id;
    setSaid(`${name} is rule ${String(place + 1)} of ${String(ids.length)} now.`);
    void edit(settings.id, moveRule(id, place));
  };
  const step = (event: KeyboardEvent, id: string): void => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const place = ids.indexOf(id) + by;
    if (place < 0 || place >= ids.length) return;
    refocus.current = id;
    move(id, place);
  };
  const over = (event: DragEvent<HTMLElement>, id: string): void => {
    if (!dragging) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'move';
    const half = halfOf(event);
    if (dragging.over !== id || dragging.half !== half) setDragging({ id: dragging.id, over: id, half });
  };
  const drop = (event: DragEvent<HTMLElement>, id: string): void => {
    if (!dragging) return;
    event.preventDefault();
    const place = dropPlace(ids, dragging.id, id, halfOf(event));
    setDragging(undefined);
    refocus.current = undefined;
    if (place !== undefined) move(dragging.id, place);
  };
  return {
    dragging,
    said,
    step,
    over,
    drop,
    lift: (id: string): void => {
      setDragging({ id });
    },
    end: (): void => {
      setDragging(undefined);
    },
  };
}

/** What is done with each request: the first rule that takes it decides, and what none takes goes to the rest. */
export function RuleTable({ settings, state }: GatewayView) {
  const open = useGateway((own) => own.open);
  const { toggle } = useGatewayActions();
  const table = useRef<HTMLTableElement>(null);
  const moving = useMoving(settings, table);
  const editedId = open?.part === 'rule' ? open.id : undefined;
  const isAdding = open?.part === 'rule' && open.id === undefined;
  return (
    <section aria-label="Rules" className={styles.part}>
      <h3>
        Rules
        <span className={styles.muted}>The first that takes a request decides. They read headers only.</span>
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconPlus size={12} />}
          aria-expanded={isAdding}
          onClick={() => {
            toggle({ part: 'rule' });
          }}
        >
          Add a rule
        </Button>
      </h3>
      <div className={styles.tableBox}>
        <table ref={table} className={`${styles.table} ${styles.rules}`} aria-label="Rules">
          <thead>
            <tr>
              <th scope="col">
                <span className={styles.aloud}>Order</span>
              </th>
              <th scope="col">Rule</th>
              <th scope="col">Takes</th>
              <th scope="col">Goes to</th>
              <th scope="col" className={styles.number}>
                Faults
              </th>
              <th scope="col" className={styles.number}>
                Hits
              </th>
              <th scope="col">
                <span className={styles.aloud}>Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {settings.rules.map((rule, index) => (
              <Fragment key={rule.id}>
                <RuleRow
                  gatewayId={settings.id}
                  rule={rule}
                  place={index + 1}
                  hits={state.ruleHits[rule.id] ?? 0}
                  edited={editedId === rule.id}
                  dragged={moving.dragging?.id === rule.id}
                  line={moving.dragging?.over === rule.id ? moving.dragging.half : undefined}
                  moving={moving}
                />
                {editedId === rule.id && (
                  <tr className={styles.editorRow}>
                    <td colSpan={7}>
                      <RuleEditor settings={settings} rule={rule} />
                    </td>
                  </tr>
                )}
              </Fragment>
            ))}
            <OtherwiseRow settings={settings} state={state} />
          </tbody>
        </table>
      </div>
      {isAdding && <RuleEditor settings={settings} />}
      <span className={styles.aloud} role="status">
        {moving.said}
      </span>
    </section>
  );
}

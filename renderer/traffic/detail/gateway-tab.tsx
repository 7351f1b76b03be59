import type { ExchangeDetail } from '../../../shared/model/exchange.ts';
import type { ClientSide, GatewayPart, RoutingTrace } from '../../../shared/model/gateway.ts';
import { formatDuration, formatSize } from '../../ui/format.ts';
import { InstanceBadge } from '../../ui/instance-badge.tsx';
import { MeaningMark } from '../../ui/meaning-mark.tsx';
import type { Meaning } from '../../ui/palette.ts';
import styles from './detail.module.css';
import { GatewaySides } from './gateway-sides.tsx';
import own from './gateway-tab.module.css';
import { Section } from './section.tsx';

const AVAILABILITY_WORDS = {
  refuses: 'down on purpose: takes no connection',
  drained: 'drained: never chosen',
} as const;

/** The rules in the order in which they were tried; what decided stands out. */
function RulesTried({ trace }: { readonly trace: RoutingTrace }) {
  return (
    <ol className={own.steps} aria-label="Rules tried">
      {trace.tried.map(({ rule, matched, because }, index) => (
        // Two rules may have one name: only the place tells them apart.
        <li key={index} data-matched={matched || undefined}>
          <span className={own.sign} aria-hidden="true">
            {matched ? '✓' : '·'}
          </span>
          <span>
            <b>{rule}</b> {matched ? 'takes it' : 'does not take it'}: {because}
          </span>
        </li>
      ))}
      {trace.rule === undefined && (
        <li data-matched="true">
          <span className={own.sign} aria-hidden="true">
            ✓
          </span>
          <span>
            <b>Otherwise</b> takes it:{' '}
            {trace.tried.length === 0 ? 'the gateway has no rule in force' : 'no rule did'}
          </span>
        </li>
      )}
    </ol>
  );
}

function Candidates({ trace }: { readonly trace: RoutingTrace }) {
  return (
    <table className={styles.table} aria-label="Candidates">
      <thead>
        <tr>
          <th scope="col">Instance</th>
          <th scope="col">On their way there</th>
          <th scope="col">Choice</th>
        </tr>
      </thead>
      <tbody>
        {trace.candidates.map(({ instanceId, name, pending, availability }) => (
          <tr key={instanceId} data-chosen={instanceId === trace.chosen || undefined}>
            <td>
              <InstanceBadge instanceId={instanceId} name={name} />
            </td>
            <td>{pending}</td>
            <td>
              {instanceId === trace.chosen && <b>chosen</b>}
              {availability !== undefined && ` ${AVAILABILITY_WORDS[availability]}`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const ENDS: Readonly<
  Record<ClientSide['end'], { readonly meaning: Meaning | undefined; readonly words: string }>
> = {
  complete: { meaning: 'fine', words: 'The client got all of it' },
  'client-left': { meaning: 'warning', words: 'The client left before the end' },
  cut: { meaning: 'fault', words: 'The client’s connection was cut' },
  refused: { meaning: 'warning', words: 'The client was refused' },
  'gateway-error': { meaning: 'fault', words: 'The gateway could not go on' },
};

function Ending({ client }: { readonly client: ClientSide }) {
  const { meaning, words } = ENDS[client.end];
  return (
    <p className={own.line}>
      {meaning && <MeaningMark meaning={meaning} />}
      <span>
        {words}, after {formatDuration(client.endMs)}
        {client.answer &&
          `: ${String(client.answer.status)} and ${formatSize(client.answer.bodyBytes)} of body were handed to it`}
        . It came from {client.remoteAddress} with HTTP/{client.request.httpVersion}.
      </span>
    </p>
  );
}

/** What was explained, what headers and body disagree on, and what was done on purpose: the sentences first. */
function Says({ part }: { readonly part: GatewayPart }) {
  const { explanation, faults, trace } = part;
  if (explanation === undefined && trace.contradiction === undefined && faults.length === 0) return null;
  return (
    <ul className={styles.remarks} aria-label="What the gateway says">
      {explanation !== undefined && (
        <li data-kind="explanation">
          <MeaningMark meaning="fault" /> <span>{explanation}</span>
        </li>
      )}
      {trace.contradiction !== undefined && (
        <li data-kind="contradiction">
          <MeaningMark meaning="warning" /> <span>{trace.contradiction}</span>
        </li>
      )}
      {faults.map((fault, index) => (
        <li key={index} data-kind="injected">
          <MeaningMark meaning="note" />
          <span>
            <b>Injected: {fault.kind}</b> {fault.says}
          </span>
        </li>
      ))}
    </ul>
  );
}

interface GatewayTabProps {
  readonly detail: ExchangeDetail;
  readonly part: GatewayPart;
}

/** How the gateway routed it, and the client's side beside the server's. */
export function GatewayTab({ detail, part }: GatewayTabProps) {
  const { trace, client } = part;
  const chosen = trace.candidates.find(({ instanceId }) => instanceId === trace.chosen);
  return (
    <div className={styles.scroll}>
      <Says part={part} />
      <Section title="Routing" note={`by the gateway ${part.gatewayName}`}>
        <RulesTried trace={trace} />
        <p className={own.line}>
          {chosen ? (
            <InstanceBadge instanceId={chosen.instanceId} name={chosen.name} />
          ) : (
            <b>Answered by the gateway</b>
          )}
          <span>{trace.why}</span>
        </p>
        {trace.candidates.length > 0 && <Candidates trace={trace} />}
      </Section>
      {client ? (
        <>
          <Section title="Client’s side">
            <Ending client={client} />
          </Section>
          <GatewaySides detail={detail} client={client} />
        </>
      ) : (
        <Section title="Client’s side">
          <p className={styles.none}>
            {detail.row.state === 'open'
              ? 'It is still open: what the client was given is known at its end.'
              : 'It was not kept: the recording ended before the exchange did.'}
          </p>
        </Section>
      )}
    </div>
  );
}

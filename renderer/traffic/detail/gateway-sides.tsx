import type { ExchangeDetail } from '../../../shared/model/exchange.ts';
import type { ClientSide } from '../../../shared/model/gateway.ts';
import type { HeaderList } from '../../../shared/model/headers.ts';
import { formatCounted } from '../../ui/format.ts';
import { MeaningMark } from '../../ui/meaning-mark.tsx';
import { compareHeaders, type ComparedLine, type LineFate } from './compare-headers.ts';
import styles from './detail.module.css';
import own from './gateway-tab.module.css';
import { Section } from './section.tsx';

const FATES: Readonly<Record<Exclude<LineFate, 'same'>, string>> = {
  value: 'another value',
  case: 'another case',
  added: 'added',
  removed: 'taken out',
};

function Line({ pair }: { readonly pair: ComparedLine['before'] }) {
  if (!pair) return <span className={styles.absent}>absent</span>;
  return (
    <>
      <span className={own.name}>{pair[0]}:</span> {pair[1]}
    </>
  );
}

/** One side: what stands above the headers, and they. */
interface Side {
  readonly title: string;
  readonly line: string;
  readonly headers: HeaderList;
}

/** What only the client knows: nobody was on the other side. */
function OneSide({ side, label }: { readonly side: Side; readonly label: string }) {
  return (
    <table className={`${styles.table} ${own.sides}`} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{side.title}</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <td className={styles.value}>{side.line}</td>
        </tr>
        {side.headers.map((pair, index) => (
          <tr key={index}>
            <td className={styles.value}>
              <Line pair={pair} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface BothSidesProps {
  readonly label: string;
  readonly before: Side;
  readonly after: Side;
}

function BothSides({ label, before, after }: BothSidesProps) {
  const lines = compareHeaders(before.headers, after.headers);
  return (
    <table className={`${styles.table} ${own.sides}`} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{before.title}</th>
          <th scope="col">{after.title}</th>
          <th scope="col" className={own.fate}>
            Difference
          </th>
        </tr>
      </thead>
      <tbody>
        <tr data-fate={before.line === after.line ? 'same' : 'value'}>
          <td className={styles.value}>{before.line}</td>
          <td className={styles.value}>{after.line}</td>
          <td>{before.line === after.line ? '' : 'another line'}</td>
        </tr>
        {lines.map((line, index) => (
          <tr key={index} data-fate={line.fate}>
            <td className={styles.value}>
              <Line pair={line.before} />
            </td>
            <td className={styles.value}>
              <Line pair={line.after} />
            </td>
            <td>
              {line.fate !== 'same' && (
                <>
                  <MeaningMark meaning="note" size={12} /> {FATES[line.fate]}
                </>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function countWords(before: HeaderList, after: HeaderList): string {
  const differing = compareHeaders(before, after).filter(({ fate }) => fate !== 'same').length;
  return differing === 0 ? 'the same headers' : `${formatCounted(differing, 'header')} differ`;
}

interface GatewaySidesProps {
  readonly detail: ExchangeDetail;
  readonly client: ClientSide;
}

/** Request and answer as they were on the client's side and on the server's; what differs is marked. */
export function GatewaySides({ detail, client }: GatewaySidesProps) {
  const { request } = detail;
  const sent: Side = {
    title: 'Client sent',
    line: `${client.request.httpMethod} ${client.request.target}`,
    headers: client.request.headers,
  };
  const got: Side | undefined = client.answer && {
    title: 'Client got',
    line: `${String(client.answer.status)} ${client.answer.statusText}`,
    headers: client.answer.headers,
  };
  // Without a connection nothing went to a server: what was answered then is the gateway's own.
  if (detail.remoteAddress === undefined) {
    return (
      <>
        <Section title="Request" note="no server got it">
          <OneSide label="Request" side={sent} />
        </Section>
        {got && (
          <Section title="Answer" note="by the gateway itself">
            <OneSide label="Answer" side={got} />
          </Section>
        )}
      </>
    );
  }
  const received: Side = {
    title: 'Server got',
    line: `${request.httpMethod} ${request.target}`,
    headers: request.headers,
  };
  return (
    <>
      <Section title="Request on both sides" note={countWords(sent.headers, received.headers)}>
        <BothSides label="Request on both sides" before={sent} after={received} />
      </Section>
      <AnswerSides response={detail.response} got={got} />
    </>
  );
}

function AnswerSides({
  response,
  got,
}: {
  readonly response: ExchangeDetail['response'];
  readonly got: Side | undefined;
}) {
  const gave: Side | undefined = response && {
    title: 'Server gave',
    line: `${String(response.status)} ${response.statusText}`,
    headers: response.headers,
  };
  const title = 'Answer on both sides';
  if (gave && got) {
    return (
      <Section title={title} note={countWords(gave.headers, got.headers)}>
        <BothSides label={title} before={gave} after={got} />
      </Section>
    );
  }
  const only = gave ?? got;
  if (!only) return null;
  return (
    <Section
      title="Answer"
      note={gave ? 'the client got nothing of it' : 'by the gateway, the server gave none'}
    >
      <OneSide label="Answer" side={only} />
    </Section>
  );
}

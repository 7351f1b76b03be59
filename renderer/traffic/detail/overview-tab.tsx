import type { ReactNode } from 'react';
import type { BodyView, ExchangeDetail, Row } from '../../../shared/model/exchange.ts';
import { formatCount, formatCounted, formatDateTime, formatDuration, formatSize } from '../../ui/format.ts';
import { InstanceBadge } from '../../ui/instance-badge.tsx';
import { MeaningMark } from '../../ui/meaning-mark.tsx';
import { isProcess } from '../exchange-actions.ts';
import { linkSentence } from '../row-links.ts';
import { heardFindings } from '../findings/hearing.ts';
import { useHearing } from '../findings/use-hearing.ts';
import { eraWords, rowMarks } from '../row-marks.ts';
import { AnswerSection } from './answer-section.tsx';
import { layOutJson, looksLikeJson } from '../../ui/body-text.ts';
import { CacheFact } from './cache-fact.tsx';
import { ConversationSection } from './conversation-section.tsx';
import styles from './detail.module.css';
import { ExchangeJump } from './exchange-jump.tsx';
import type { Place } from './places.ts';
import { ImportedSection } from './imported-section.tsx';
import { ReplaySection } from './replay-section.tsx';
import { Section } from './section.tsx';
import { streamKind } from './subscription-facts.ts';
import { SubscriptionSection } from './subscription-section.tsx';

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** What is wrong or odd, each as a sentence with its sign. */
function Remarks({ detail }: { readonly detail: ExchangeDetail }) {
  const { row, failure, trustedDespite, gateway } = detail;
  const hearing = useHearing();
  const marks = rowMarks(row, heardFindings(row, hearing)).filter(
    (mark) => mark.kind !== 'failure' || !failure,
  );
  const explained = [gateway?.explanation, gateway?.trace.contradiction].filter((says) => says !== undefined);
  if (marks.length === 0 && !failure && trustedDespite === undefined && explained.length === 0) return null;
  return (
    <ul className={styles.remarks} aria-label="Remarks">
      {failure && (
        <li data-kind="failure">
          <MeaningMark meaning={failure.kind === 'cancelled' ? 'warning' : 'fault'} />
          <span>
            <b>{failure.kind}</b> {failure.message}
            {failure.code !== undefined && <code className={styles.code}>{failure.code}</code>}
            {row.responseBytes > 0 && ` ${formatSize(row.responseBytes)} had come; they are under Raw.`}
          </span>
        </li>
      )}
      {explained.map((says) => (
        <li key={says} data-kind="explanation">
          <MeaningMark meaning="warning" /> <span>{says}</span>
        </li>
      ))}
      {marks.map((mark) => (
        <li key={mark.kind} data-kind={mark.kind}>
          <MeaningMark meaning={mark.meaning} /> <span>{mark.sentence}</span>
        </li>
      ))}
      {trustedDespite !== undefined && (
        <li>
          <MeaningMark meaning="warning" />{' '}
          <span>The certificate was trusted although it did not verify: {trustedDespite}</span>
        </li>
      )}
    </ul>
  );
}

function resultOf(row: Row): string {
  if (row.errorCode !== undefined) return `JSON-RPC error ${row.errorCode}`;
  if (row.resultType !== undefined) return row.resultType;
  return row.state === 'open' ? 'not yet' : 'none';
}

function Preview({
  title,
  body,
  contentType,
}: {
  readonly title: string;
  readonly body: BodyView;
  readonly contentType: string | undefined;
}) {
  if (body.bytes === 0) return null;
  const { text } = body;
  const shown = text !== undefined && looksLikeJson(text, contentType) ? layOutJson(text) : text;
  return (
    <Section
      title={title}
      note={body.truncated ? `the beginning of ${formatSize(body.bytes)}` : formatSize(body.bytes)}
      {...(text !== undefined && !body.truncated && { copy: () => text })}
    >
      <pre className={styles.preview}>
        {shown ?? `Binary, ${contentType ?? 'of no type'}: not shown as text.`}
      </pre>
    </Section>
  );
}

/** What came back first: the status line, or over stdio, where there is none, which way it came. */
function answerWords({ row, response }: ExchangeDetail): string {
  if (!response) return row.state === 'open' ? 'nothing yet' : 'none';
  if (response.status === 0) return 'on the standard output of the process';
  const { status, statusText, httpVersion } = response;
  // What was imported may say neither.
  const line = statusText === '' ? String(status) : `${status} ${statusText}`;
  return httpVersion === '' ? line : `${line} · HTTP/${httpVersion}`;
}

interface OverviewTabProps {
  readonly detail: ExchangeDetail;
  /** Goes to another part of the same exchange. */
  readonly onGo: (place: Place) => void;
}

/** The gateway that it went through, and the rule that took it; the tab tells the rest. */
function GatewayFact({ detail: { gateway }, onGo }: OverviewTabProps) {
  if (!gateway) return null;
  const { trace } = gateway;
  return (
    <Fact name="Gateway">
      <button
        type="button"
        className={styles.link}
        onClick={() => {
          onGo({ tab: 'gateway' });
        }}
      >
        {gateway.gatewayName}
      </button>
      <span className={styles.muted}>
        {trace.rule === undefined
          ? 'no rule took it'
          : `rule ${trace.tried.find(({ matched }) => matched)?.rule ?? trace.rule}`}
        {` · ${trace.why}`}
      </span>
    </Fact>
  );
}

/** The exchanges that this one belongs to: which it follows, and on whose stream its answer came. */
function BelongsTo({ detail }: { readonly detail: ExchangeDetail }) {
  const { ref, row, channel } = detail;
  return (
    <>
      {row.link && (
        <Fact name="Follows">
          <ExchangeJump captureId={ref.captureId} number={row.link.to} />
          <span className={styles.muted}>{linkSentence(row.link)}</span>
        </Fact>
      )}
      {channel !== undefined && channel !== ref.number && (
        <Fact name="Channel">
          <ExchangeJump captureId={ref.captureId} number={channel} />
          <span className={styles.muted}>
            {row.transport === 'stdio'
              ? 'the process that it was sent to'
              : 'on whose stream the answer came'}
          </span>
        </Fact>
      )}
    </>
  );
}

/** The facts of an exchange, what is wrong with it, and the beginning of both bodies. */
export function OverviewTab({ detail, onGo }: OverviewTabProps) {
  const { row, request, response, timing } = detail;
  const kind = streamKind(detail);
  const process = isProcess(row);
  const contentType = (headers: readonly (readonly [string, string])[]): string | undefined =>
    headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  const version = request.headers.find(([name]) => name.toLowerCase() === 'mcp-protocol-version')?.[1];
  return (
    <div className={styles.scroll}>
      <Remarks detail={detail} />
      <AnswerSection key={`${detail.ref.captureId} ${detail.ref.number}`} detail={detail} />
      {kind && (
        <SubscriptionSection
          key={`${detail.ref.captureId} ${detail.ref.number}`}
          detail={detail}
          kind={kind}
          onGo={onGo}
        />
      )}
      <dl className={styles.facts}>
        <Fact name={process ? 'Command' : 'Request'}>
          <code className={styles.wire}>
            {request.httpMethod === '' ? detail.url : `${request.httpMethod} ${detail.url}`}
          </code>
        </Fact>
        <Fact name="Instance">
          <InstanceBadge instanceId={row.instanceId} name={row.instanceName} showHealth />
          {detail.remoteAddress !== undefined && (
            <span className={styles.muted}>
              {detail.remoteAddress}
              {timing.socketReused === true && ', on a connection kept from before'}
            </span>
          )}
        </Fact>
        <GatewayFact detail={detail} onGo={onGo} />
        {!process && (
          <>
            <Fact name="Answer">{answerWords(detail)}</Fact>
            <Fact name="Result">{resultOf(row)}</Fact>
          </>
        )}
        <CacheFact detail={detail} />
        <Fact name="Era">
          {eraWords(row)}
          {version !== undefined && <span className={styles.muted}>MCP-Protocol-Version {version}</span>}
        </Fact>
        <BelongsTo detail={detail} />
        <Fact name="Origin">{row.origin}</Fact>
        <Fact name="Started">{formatDateTime(row.startedAt)}</Fact>
        <Fact name="Duration">
          {row.durationMs === undefined ? 'still open' : formatDuration(row.durationMs)}
          {timing.firstByteMs !== undefined && (
            <span className={styles.muted}>first byte after {formatDuration(timing.firstByteMs)}</span>
          )}
        </Fact>
        <Fact name="Size">
          {process
            ? `${formatSize(row.responseBytes)} beside the answers`
            : `${formatSize(row.requestBytes)} sent, ${formatSize(row.responseBytes)} received`}
          {row.eventCount > 1 && (
            <span className={styles.muted}>in {formatCounted(row.eventCount, 'event')}</span>
          )}
        </Fact>
        <Fact name="Number">{formatCount(row.number)}</Fact>
      </dl>
      <ConversationSection detail={detail} />
      <ReplaySection detail={detail} />
      <ImportedSection detail={detail} />
      <Preview title="Request body" body={request.body} contentType={contentType(request.headers)} />
      {response && (
        <Preview
          title={process ? 'Written to stderr, and to stdout beside the answers' : 'Answer body'}
          body={response.body}
          contentType={contentType(response.headers)}
        />
      )}
    </div>
  );
}

import type { HeaderVerdict } from '../../../shared/model/exchange.ts';
import type { RoutingCase, RoutingVerdict } from '../../../shared/model/routing-case.ts';
import { HEADER } from '../../../shared/spec/modern.ts';
import type { Meaning } from '../../ui/palette.ts';

/** How bad each verdict is. */
export const VERDICT_MEANING: Readonly<Record<RoutingVerdict, Meaning>> = {
  'executed-other': 'fault',
  'accepted-missing': 'warning',
  'refused-truth': 'fault',
  'refused-unclear': 'note',
  'refused-otherwise': 'warning',
  refused: 'fine',
  unanswered: 'note',
  agrees: 'fine',
};

const FAULTY: ReadonlySet<HeaderVerdict> = new Set(['mismatch', 'missing', 'invalid']);

/** One side of a case: method and name as it says them. */
export interface SidePart {
  readonly text: string;
  /** It disagrees with the other side. */
  readonly differs: boolean;
  /** Nothing stands there although it should. */
  readonly missing: boolean;
}

/** What headers and body of a case say, part by part, and the other headers that are wrong. */
export interface CaseSides {
  readonly header: { readonly method: SidePart; readonly name: SidePart };
  readonly body: { readonly method: SidePart; readonly name: SidePart };
  /** Names of further headers with a fault: MCP-Protocol-Version, Mcp-Param-Region. */
  readonly others: readonly string[];
}

/** Pure. */
export function sidesOf({ header, body, lines }: Pick<RoutingCase, 'header' | 'body' | 'lines'>): CaseSides {
  const faulty = lines.filter(({ verdict }) => FAULTY.has(verdict));
  const parts = (of: 'method' | 'name', mirror: string) => {
    const differs = faulty.some((line) => line.header.toLowerCase() === mirror.toLowerCase());
    const missing = (text: string): boolean => text === '' && differs;
    return {
      header: { text: header[of], differs, missing: missing(header[of]) },
      body: { text: body[of], differs, missing: missing(body[of]) },
    };
  };
  const method = parts('method', HEADER.method);
  const name = parts('name', HEADER.name);
  const mirrors: readonly string[] = [HEADER.method.toLowerCase(), HEADER.name.toLowerCase()];
  const others = faulty.map((line) => line.header).filter((each) => !mirrors.includes(each.toLowerCase()));
  return {
    header: { method: method.header, name: name.header },
    body: { method: method.body, name: name.body },
    others: [...new Set(others)],
  };
}

/** "200", "400 -32020", "no answer". Pure. */
export function answerWords({ status, errorCode }: Pick<RoutingCase, 'status' | 'errorCode'>): string {
  if (status === undefined && errorCode === undefined) return 'no answer';
  return [status, errorCode].filter((part) => part !== undefined).join(' ');
}

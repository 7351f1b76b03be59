import type { Row } from '../../shared/model/exchange.ts';

/** Whether the exchange came to a bad end: no proper answer, an error, or a tool that says so. */
export function rowFailed(row: Row): boolean {
  return (
    row.state === 'failed' ||
    row.errorCode !== undefined ||
    row.isError === true ||
    (row.status !== undefined && row.status >= 400)
  );
}

/** Members of a HAR's response that a capture has no place for: kept when one is read, and written into the next. */
export const HAR_RESPONSE_REST = [
  ...['httpVersion', 'headersSize', 'bodySize', 'comment', 'redirectURL'],
  ...['_transferSize', '_error'],
];

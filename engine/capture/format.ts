/** `HOPS`, in the header of every capture file (bytes 68 to 71): tells it from any other SQLite file. */
export const APPLICATION_ID = 0x48_4f_50_53;

export const FILE_EXTENSION = '.hopscope';

/** How many chunks one exchange can have; a chunk's id is its exchange's number times this, plus its place. */
export const CHUNKS_PER_EXCHANGE = 2 ** 26;

/** The version of the first files that have pieces: see whole-views.ts. */
export const PIECES_SINCE = 5;

/**
 * One step a version, for ever: the step at index N lifts a file of version N to N + 1. A step that has been
 * released is never changed. docs/capture-format.md says what each table holds.
 */
const MIGRATIONS: readonly string[] = [
  `
CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE exchange (
  number INTEGER PRIMARY KEY,
  started_at REAL NOT NULL,
  origin TEXT NOT NULL,
  instance_id TEXT NOT NULL,
  instance_name TEXT NOT NULL,
  era TEXT NOT NULL,
  method TEXT NOT NULL,
  name TEXT NOT NULL,
  state TEXT NOT NULL,
  status INTEGER,
  result_type TEXT,
  error_code REAL,
  is_error INTEGER NOT NULL,
  failure_kind TEXT,
  duration_ms REAL,
  request_bytes INTEGER NOT NULL,
  response_bytes INTEGER NOT NULL,
  event_count INTEGER NOT NULL,
  header_fault INTEGER NOT NULL,
  tampered INTEGER NOT NULL,
  not_kept INTEGER NOT NULL
) STRICT;

CREATE INDEX exchange_open ON exchange (number) WHERE state = 'open';

CREATE TABLE request (
  exchange INTEGER PRIMARY KEY,
  head TEXT NOT NULL,
  body BLOB NOT NULL
) STRICT;

CREATE TABLE answer (
  exchange INTEGER PRIMARY KEY,
  head TEXT,
  ending TEXT
) STRICT;

CREATE TABLE chunk (
  id INTEGER PRIMARY KEY,
  exchange INTEGER GENERATED ALWAYS AS (id / ${String(CHUNKS_PER_EXCHANGE)}) VIRTUAL,
  at_ms REAL NOT NULL,
  request_from INTEGER NOT NULL,
  response_from INTEGER NOT NULL,
  body_from INTEGER NOT NULL,
  body_length INTEGER NOT NULL,
  spans TEXT,
  body BLOB,
  request BLOB,
  response BLOB
) STRICT;

CREATE TABLE event (
  exchange INTEGER NOT NULL,
  idx INTEGER NOT NULL,
  at_ms REAL NOT NULL,
  kind TEXT NOT NULL,
  event_name TEXT,
  event_id TEXT,
  retry_ms REAL,
  method TEXT,
  message TEXT,
  from_byte INTEGER NOT NULL,
  byte_length INTEGER NOT NULL,
  preview TEXT NOT NULL,
  PRIMARY KEY (exchange, idx)
) STRICT, WITHOUT ROWID;
`,
  `
ALTER TABLE exchange ADD COLUMN transport TEXT NOT NULL DEFAULT 'http';
ALTER TABLE exchange ADD COLUMN link_kind TEXT;
ALTER TABLE exchange ADD COLUMN link_to INTEGER;
ALTER TABLE exchange ADD COLUMN link_round INTEGER;
ALTER TABLE exchange ADD COLUMN finding_count INTEGER NOT NULL DEFAULT 0;
ALTER TABLE exchange ADD COLUMN finding_worst TEXT;

CREATE TABLE finding (
  exchange INTEGER NOT NULL,
  idx INTEGER NOT NULL,
  rule TEXT NOT NULL,
  severity TEXT NOT NULL,
  side TEXT NOT NULL,
  message TEXT NOT NULL,
  pointer TEXT,
  link TEXT,
  PRIMARY KEY (exchange, idx)
) STRICT, WITHOUT ROWID;
`,
  `
ALTER TABLE exchange ADD COLUMN gateway_id TEXT;
ALTER TABLE exchange ADD COLUMN gateway_rule TEXT;
ALTER TABLE exchange ADD COLUMN fault_kinds TEXT;
`,
  // No index for filters: see docs/decisions/0019-captures-of-a-day.md for what was measured.
  `
ALTER TABLE exchange ADD COLUMN missing_parts TEXT;
ALTER TABLE exchange ADD COLUMN redacted INTEGER NOT NULL DEFAULT 0;
`,
  // What many exchanges say alike, and what stands in the wire bytes already, is stored once: see whole-views.ts.
  `
CREATE TABLE piece (
  id INTEGER PRIMARY KEY,
  text TEXT NOT NULL
) STRICT;

ALTER TABLE request ADD COLUMN head_piece INTEGER;
ALTER TABLE request ADD COLUMN draft_piece INTEGER;
ALTER TABLE request ADD COLUMN body_at INTEGER;
ALTER TABLE answer ADD COLUMN head_piece INTEGER;
ALTER TABLE answer ADD COLUMN ending_piece INTEGER;
`,
];

/** What a program can read: files of this version, and older ones after the steps that lie between. */
export interface CaptureFormat {
  readonly version: number;
  readonly migrations: readonly string[];
}

/** The format that this build writes. */
export const CURRENT_FORMAT: CaptureFormat = { version: MIGRATIONS.length, migrations: MIGRATIONS };

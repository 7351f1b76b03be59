import type { Connection } from '../../shared/model/input.ts';

/** How Hopscope stands to each instance: the last word of its channel. */
export interface Connections {
  tell(connection: Connection): void;
  list(): readonly Connection[];
}

/** A process and a session of one instance may both be there: each has its own transport and era. */
export function createConnections(onTell: (connection: Connection) => void): Connections {
  const known = new Map<string, Connection>();
  return {
    tell(connection) {
      known.set(`${connection.instanceId} ${connection.era} ${connection.transport}`, connection);
      onTell(connection);
    },
    list: () => [...known.values()],
  };
}

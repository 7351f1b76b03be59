import { useEffect, useState } from 'react';
import { useApp } from './app-context.ts';
import { createDrivenStore, type DrivenStore } from './driven-store.ts';

/** The tasks that Hopscope drives, followed for as long as this is shown. */
export function useDrivenTasks(): DrivenStore {
  const { bridge } = useApp();
  const [driven] = useState(() => createDrivenStore(bridge));
  useEffect(() => driven.follow(), [driven]);
  return driven;
}

/** Read something from the API and keep the newest answer. */

import { useCallback, useEffect, useRef, useState } from "react";
import { get, messageOf } from "../api/client";

export interface Read<T> {
  value: T | null;
  error: string | null;
  loading: boolean;
  reload(): Promise<void>;
}

/** path null: nothing to read yet. */
export function useRead<T>(path: string | null): Read<T> {
  const [value, setValue] = useState<T | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [loading, setLoading] = useState(path !== null);
  const latest = useRef(0);

  const reload = useCallback(async () => {
    if (path === null) return;
    const ticket = ++latest.current;
    setLoading(true);
    try {
      const read = await get<T>(path);
      if (ticket !== latest.current) return;
      setValue(read);
      setError(null);
    } catch (failure) {
      if (ticket === latest.current) setError(messageOf(failure));
    }
    if (ticket === latest.current) setLoading(false);
  }, [path]);

  useEffect(() => {
    setValue(null);
    void reload();
    return () => {
      latest.current += 1;
    };
  }, [reload]);

  return { value, error, loading, reload };
}

/** Camera and microphone, opened once by a tap and kept for the whole interview. */

import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from "react";
import { CaptureError, closeDevices, openDevices } from "../capture/camera";
import type { RecordedKind } from "../capture/support";

export interface Devices {
  stream: MediaStream | null;
  kind: RecordedKind | null;
  error: string | null;
  opening: boolean;
  open(kind: RecordedKind): Promise<void>;
  close(): void;
}

const DevicesContext = createContext<Devices | null>(null);

export function useDevices(): Devices {
  const devices = useContext(DevicesContext);
  if (!devices) throw new Error("useDevices outside DevicesProvider");
  return devices;
}

export function DevicesProvider({ children }: { children: ReactNode }) {
  const [stream, setStream] = useState<MediaStream | null>(null);
  const [kind, setKind] = useState<RecordedKind | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [opening, setOpening] = useState(false);
  const held = useRef<MediaStream | null>(null);

  const close = useCallback(() => {
    closeDevices(held.current);
    held.current = null;
    setStream(null);
    setKind(null);
  }, []);

  const open = useCallback(
    async (wanted: RecordedKind) => {
      close();
      setError(null);
      setOpening(true);
      try {
        held.current = await openDevices(wanted);
        setStream(held.current);
        setKind(wanted);
      } catch (failure) {
        setError(failure instanceof CaptureError ? failure.message : "设备没有打开，请重试。（DV100）");
      }
      setOpening(false);
    },
    [close],
  );

  useEffect(() => close, [close]);

  const value = useMemo(
    () => ({ stream, kind, error, opening, open, close }),
    [stream, kind, error, opening, open, close],
  );
  return <DevicesContext.Provider value={value}>{children}</DevicesContext.Provider>;
}

/** Times as people in China read them: Asia/Shanghai, whatever the phone's own zone is. */

const ZONE = "Asia/Shanghai";
const WEEKDAYS: Record<string, string> = { Mon: "周一", Tue: "周二", Wed: "周三", Thu: "周四", Fri: "周五", Sat: "周六", Sun: "周日" };
const SHANGHAI_OFFSET_MS = 8 * 3600 * 1000; // no summer time since 1991

interface Parts {
  year: string;
  month: string;
  day: string;
  hour: string;
  minute: string;
  weekday: string;
}

function partsOf(iso: string): Parts {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: ZONE,
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    weekday: "short",
    hourCycle: "h23",
  });
  return Object.fromEntries(format.formatToParts(new Date(iso)).map((part) => [part.type, part.value])) as unknown as Parts;
}

/** 11月23日 周一 14:30, with the year when it is not this one. */
export function dateTime(iso: string): string {
  const at = partsOf(iso);
  const year = at.year === partsOf(new Date().toISOString()).year ? "" : `${at.year}年`;
  return `${year}${at.month}月${at.day}日 ${WEEKDAYS[at.weekday] ?? ""} ${at.hour}:${at.minute}`;
}

/** 11-23 14:30, for tables. */
export function shortTime(iso: string): string {
  const at = partsOf(iso);
  return `${at.month.padStart(2, "0")}-${at.day.padStart(2, "0")} ${at.hour}:${at.minute}`;
}

/** 1:05 */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** 1 分 30 秒 */
export function spoken(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const rest = Math.round(seconds % 60);
  if (minutes === 0) return `${rest} 秒`;
  return rest === 0 ? `${minutes} 分钟` : `${minutes} 分 ${rest} 秒`;
}

/** The wall-clock fields of Shanghai as a Date whose local fields show them, for date pickers. */
export function toPicker(at: Date): Date {
  const shifted = new Date(at.getTime() + SHANGHAI_OFFSET_MS);
  return new Date(shifted.getUTCFullYear(), shifted.getUTCMonth(), shifted.getUTCDate(), shifted.getUTCHours(), shifted.getUTCMinutes());
}

/** Back from a picker's local fields to the moment in Shanghai, ISO 8601 UTC. */
export function fromPicker(picked: Date): string {
  const utc = Date.UTC(picked.getFullYear(), picked.getMonth(), picked.getDate(), picked.getHours(), picked.getMinutes());
  return new Date(utc - SHANGHAI_OFFSET_MS).toISOString().replace(/\.\d{3}Z$/, "Z");
}

import { readFileSync } from 'node:fs';

/** clock ticks of /proc are 100 to the second on every Linux that Node runs on. */
const TICK = 10;

/** ms of CPU that a process has used, in user and kernel mode: what neighbours on the machine do not change. */
export function cpuMilliseconds(pid: number): number {
  // The name, in parentheses, may hold spaces; utime and stime are the 12th and 13th after it (proc(5)).
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * TICK;
}

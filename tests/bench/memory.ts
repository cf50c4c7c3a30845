import { readFileSync } from 'node:fs';

export interface MemorySample {
  /** ms since the first. */
  readonly at: number;
  /** MB. */
  readonly rss: number;
}

export interface MemoryWatch {
  end(): readonly MemorySample[];
}

/** Resident memory of a process, each second (Linux). */
export function watchMemory(pid: number, every = 1000): MemoryWatch {
  const began = Date.now();
  const samples: MemorySample[] = [];
  const take = () => samples.push({ at: Date.now() - began, rss: residentMegabytes(pid) });
  take();
  const timer = setInterval(take, every);
  return {
    end: () => {
      clearInterval(timer);
      take();
      return samples;
    },
  };
}

function residentMegabytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? NaN) / 1024;
}

/** MB per minute of the best line through the later half: start-up is no leak. */
export function slopePerMinute(samples: readonly MemorySample[]): number {
  const half = samples.slice(Math.floor(samples.length / 2));
  const mean = (pick: (sample: MemorySample) => number) =>
    half.reduce((sum, sample) => sum + pick(sample), 0) / half.length;
  const [at, rss] = [mean((sample) => sample.at), mean((sample) => sample.rss)];
  const above = half.reduce((sum, sample) => sum + (sample.at - at) * (sample.rss - rss), 0);
  const below = half.reduce((sum, sample) => sum + (sample.at - at) ** 2, 0);
  return below === 0 ? 0 : (above / below) * 60_000;
}

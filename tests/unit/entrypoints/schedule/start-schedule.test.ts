import { slotOf, startSchedule } from '../../../../src/entrypoints/schedule/start-schedule';
import { memoryLog } from '../../../integration/harness/redis';

const at = Date.UTC(2026, 10, 23, 10, 5, 30, 123);

it('a slot, when the pattern has minutes, is the minute', () => {
  expect(slotOf(at, '*/5 * * * *')).toBe('2026-11-23T10-05');
});

it('a slot, when the pattern has seconds, is the second', () => {
  expect(slotOf(at, '*/10 * * * * *')).toBe('2026-11-23T10-05-30');
});

it('the schedule, when it starts, asks for every sweep at once', async () => {
  const asked: string[] = [];
  const sweeps = {
    enqueue: async ({ kind }: { kind: string }, slot: string) => void asked.push(`${kind} ${slot}`),
  };
  const schedule = startSchedule({ cron: '0 0 1 1 *', sweeps, clock: { now: () => at }, log: memoryLog() });
  await schedule.stop();
  expect(asked).toEqual(['due', 'changed', 'full', 'people'].map((kind) => `${kind} 2026-11-23T10-05`));
});

it('the schedule, when Redis is away, says so and goes on', async () => {
  const log = memoryLog();
  const sweeps = { enqueue: () => Promise.reject(new Error('away')) };
  const schedule = startSchedule({ cron: '0 0 1 1 *', sweeps, clock: { now: () => at }, log });
  await schedule.stop();
  expect(log.lines.filter((line) => line.level === 'warn')).toHaveLength(4);
});

it('the schedule, when its moment comes, asks with the slot of that moment', async () => {
  const slots = new Set<string>();
  const sweeps = { enqueue: async (_: unknown, slot: string) => void slots.add(slot) };
  const schedule = startSchedule({ cron: '* * * * * *', sweeps, clock: { now: () => 0 }, log: memoryLog() });
  while (slots.size < 3) await new Promise((resolve) => setTimeout(resolve, 50));
  await schedule.stop();
  expect([...slots][1]).toMatch(/^20\d\d-\d\d-\d\dT\d\d-\d\d-\d\d$/);
});

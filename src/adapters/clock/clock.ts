import type { Clock } from '../../flow/ports';

export const systemClock: Clock = { now: () => Date.now() };

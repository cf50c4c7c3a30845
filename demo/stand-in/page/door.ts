import type { SideDoor } from '../server';
export const pageDoor =
  (_: unknown): SideDoor =>
  () =>
    Promise.resolve(false);

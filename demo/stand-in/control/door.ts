import type { SideDoor } from '../server';
export const controlDoor =
  (_: unknown): SideDoor =>
  () =>
    Promise.resolve(false);

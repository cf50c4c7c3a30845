import type { Rig } from './rig';

export interface Moment {
  readonly operation: string;
  readonly when: 'before' | 'after';
  /** Of these calls, which. */
  readonly about: (call: { readonly module: string; readonly record: string }) => boolean;
}

/** kill -9 at that moment, once; the call itself is still applied: PHP goes on when its client is gone. */
export function killedAt(rig: Rig, { operation, when, about }: Moment): Promise<void> {
  return new Promise((resolve) => {
    const stop = rig.crm[when](operation, async (call) => {
      if (!about(call)) return;
      stop();
      await rig.bridge().kill('SIGKILL');
      resolve();
    });
  });
}

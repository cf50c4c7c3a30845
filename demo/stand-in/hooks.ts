import type { CallInfo } from './faults';

export type Hook = (call: CallInfo) => void | Promise<void>;

/** Code of a test that runs at a step boundary: just before a call is applied, or after it and before the answer. */
export class Hooks {
  private readonly hooks: { readonly operation: string; readonly run: Hook }[] = [];

  /** @param operation one operation, or `*` for any. */
  add(operation: string, run: Hook): () => void {
    const entry = { operation, run };
    this.hooks.push(entry);
    return () => {
      const index = this.hooks.indexOf(entry);
      if (index >= 0) this.hooks.splice(index, 1);
    };
  }

  async run(call: CallInfo): Promise<void> {
    for (const hook of [...this.hooks]) {
      if (hook.operation === '*' || hook.operation === call.operation) await hook.run(call);
    }
  }
}

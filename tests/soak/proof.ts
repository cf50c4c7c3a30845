/** What one proof has to say for itself. */
export interface ProofResult {
  readonly proof: string;
  /** What was done and counted, in the order of the table. */
  readonly numbers: Readonly<Record<string, number>>;
  /** Empty, or the proof failed. */
  readonly violations: readonly string[];
  readonly seconds: number;
  readonly seed: number;
}

export interface ProofScale {
  /** `tenth` is what every change must pass. */
  readonly size: 'full' | 'tenth';
  readonly seed: number;
}

/** Runs a proof, tells how long it took, and turns a crash of the proof itself into a violation. */
export async function prove(
  proof: string,
  seed: number,
  run: () => Promise<Pick<ProofResult, 'numbers' | 'violations'>>,
): Promise<ProofResult> {
  const began = Date.now();
  const outcome = await run().catch((error: unknown) => ({
    numbers: {},
    violations: [`the proof itself broke: ${error instanceof Error ? (error.stack ?? '') : String(error)}`],
  }));
  return { proof, seed, seconds: Math.round((Date.now() - began) / 1000), ...outcome };
}

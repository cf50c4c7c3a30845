import { writesFor } from '../consent/assess';
import type { AddressState } from '../consent/state';
import type { Judged } from './assess-address';
import type { FlowDeps } from './deps';
import { saveAddress, type Saving } from './save-address';
import type { Scene } from './scene';
import type { AddressView } from './with-address';

type ToSave = Pick<Judged, 'context'> & {
  readonly assessment: Judged['assessment'] & Pick<Saving, 'untried'>;
};

/** Writes the address's state to every record that is not held. */
export async function saveState(
  deps: FlowDeps,
  { view, lease }: Scene,
  { assessment, context }: ToSave,
  state: AddressState,
): Promise<AddressView> {
  const began = deps.clock.now();
  const writes = writesFor({ state, held: assessment.held }, view.members, context);
  const members = await saveAddress(deps, { view, lease }, { ...assessment, state, writes });
  const allWritten = writes.length === view.members.length;
  return { ...view, members, readAt: allWritten ? began : view.readAt };
}

import type { Parcels } from '../../flow/person-ports';
import type { PersonDoor } from '../../flow/person-door';
import type { NetworkKeeper } from './network';
import { parseJob } from './jobs';
import type { OpenQueues } from './open-queues';
import { withinDeadline } from './store-failure';

export interface RequestIntakeOptions {
  readonly queues: OpenQueues;
  readonly parcels: Parcels;
  readonly network: NetworkKeeper;
  /** A fresh UUIDv7. */
  readonly newId: () => string;
  /** ms until a door that gets no answer says so; default 2000. */
  readonly deadline?: number;
}

/** Longer than a request is tried for. */
export const PARCEL_DAYS = 14;
const DAY = 86_400_000;

/** The way in for what people ask: the parcel first, so that no request ever lacks what was typed. */
export function createRequestIntake(options: RequestIntakeOptions): PersonDoor['accept'] {
  const { queues, parcels, network, newId, deadline = 2000 } = options;
  return (request, typed, { id, network: from } = {}) =>
    withinDeadline(deadline, async () => {
      const requestId = id ?? newId();
      const job = parseJob('requests', { ...request, requestId });
      if (from !== undefined) await network.keep(requestId, from);
      if (typed !== undefined) await parcels.put(requestId, typed, PARCEL_DAYS * DAY);
      await queues.of('requests').add(request.kind, job, { jobId: requestId });
      return requestId;
    });
}

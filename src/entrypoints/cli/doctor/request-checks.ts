import type { CliBridge } from '../cli-bridge';
import { type Check, examined, fault, ok, warn } from './check';

/** Whether requests of persons can be registered and erasing can be decided (docs/guide/requests.md). */
export function requestChecks({ deps }: CliBridge): Promise<Check[]> {
  return examined('Requests of persons', 'see the other Vtiger lines', async () => {
    const { keepModules } = deps.person;
    const [tickets, ...kept] = await deps.people.rights(['HelpDesk', ...keepModules, 'Accounts']);
    const hidden = kept.filter(({ readable }) => !readable).map(({ module }) => module);
    return [
      tickets?.readable === true && tickets.creatable
        ? ok('Requests of persons can become tickets (HelpDesk)')
        : fault(
            'HelpDesk: the API user may not read and make tickets, so requests of persons cannot be registered',
            'allow both in its profile',
          ),
      hidden.length === 0
        ? ok('Every module that may keep a person from being erased can be read')
        : warn(
            `The API user may not read ${hidden.join(', ')}: every request to erase waits for staff and is never carried out`,
            'allow reading in its profile, or take what you do not use out of ERASE_KEEP_MODULES',
          ),
    ];
  });
}

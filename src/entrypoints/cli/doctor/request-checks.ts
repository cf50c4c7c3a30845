import type { CliBridge } from '../cli-bridge';
import { type Check, examined, ok, warn } from './check';

/** Whether requests of persons can be registered and erasing can be decided (docs/guide/requests.md). */
export function requestChecks({ deps }: CliBridge): Promise<Check[]> {
  return examined('Requests of persons', 'see the other Vtiger lines', async () => {
    const { keepModules } = deps.person;
    const [tickets, ...kept] = await deps.people.rights(['HelpDesk', ...keepModules, 'Accounts']);
    const hidden = kept.filter(({ readable }) => !readable).map(({ module }) => module);
    return [
      tickets?.readable === true && tickets.editable
        ? ok('Requests of persons can become tickets (HelpDesk)')
        : warn(
            'HelpDesk: the API user may not read, make and edit tickets, so requests of persons cannot be registered',
            'allow it in its profile if people may ask for their data',
          ),
      hidden.length === 0
        ? ok('Every module that may keep a person from being erased can be read')
        : warn(
            `The API user may not read ${hidden.join(', ')}: requests to erase wait for staff and are not carried out`,
            'allow reading in its profile; what you do not use may be taken out of ERASE_KEEP_MODULES, except Accounts',
          ),
    ];
  });
}
